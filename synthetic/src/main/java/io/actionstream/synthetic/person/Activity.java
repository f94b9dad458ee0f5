package io.actionstream.synthetic.person;

import java.awt.Graphics2D;

/** The scene of a generated video. */
public sealed interface Activity permits SyntheticAction, Idling {

    /** The class name, as in the names of folders and files. */
    String label();

    /** Paints the person at a time of the video. */
    void paint(Graphics2D graphics, Actor actor, double seconds);
}
