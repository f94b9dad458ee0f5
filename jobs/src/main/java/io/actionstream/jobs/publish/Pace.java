package io.actionstream.jobs.publish;

import java.util.Locale;

/** The speed at which video files are played. */
public enum Pace {
    /** As a camera would have taken them. */
    REALTIME,
    /** As fast as they can be read and sent. */
    MAX;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
