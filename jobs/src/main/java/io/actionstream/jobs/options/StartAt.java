package io.actionstream.jobs.options;

import java.util.Locale;

/** Where reading the frames begins. */
public enum StartAt {
    EARLIEST,
    LATEST,
    /** Where the consumer group stopped; latest when it has never run. */
    COMMITTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
