package io.actionstream.jobs.options;

import java.util.Locale;

/** The handling of clips that come faster than they are classified. */
public enum Overload {
    /** All are classified: the source slows down, and the job falls behind. */
    WAIT,
    /** The job keeps up: the clips that have waited longest are dropped, and reported. */
    DROP_OLDEST;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
