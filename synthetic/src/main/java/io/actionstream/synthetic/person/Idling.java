package io.actionstream.synthetic.person;

import java.awt.Graphics2D;

/** Scenes in which nobody does any of the actions. All of them are one class. */
public enum Idling implements Activity {
    /** Stands about, shifts from leg to leg, looks at a phone. */
    STANDING {
        @Override
        public void paint(Graphics2D graphics, Actor actor, double seconds) {
            actor.paintSlowly(graphics, Motions.standing(), SLOWNESS, seconds);
        }
    },
    /** Sits, leans forwards and back. */
    SITTING {
        @Override
        public void paint(Graphics2D graphics, Actor actor, double seconds) {
            actor.paintSlowly(graphics, Motions.sitting(), SLOWNESS, seconds);
        }
    },
    /** Walks through the picture, again and again. */
    WALKING {
        @Override
        public void paint(Graphics2D graphics, Actor actor, double seconds) {
            actor.paintWalking(graphics, Motions.walking(), seconds);
        }
    },
    /** An empty room. */
    EMPTY {
        @Override
        public void paint(Graphics2D graphics, Actor actor, double seconds) {}
    };

    /** The class name of all of them. */
    public static final String LABEL = "Idle";

    private static final double SLOWNESS = 5;

    @Override
    public String label() {
        return LABEL;
    }
}
