package io.actionstream.jobs.options;

import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;

/**
 * The place from which the frames are read.
 *
 * @param place the place, in each partition
 * @param time the time of capture of {@link Place#TIME}; null for other places
 */
public record StartAt(Place place, Instant time) implements Serializable {

    public static final StartAt EARLIEST = new StartAt(Place.EARLIEST, null);
    public static final StartAt LATEST = new StartAt(Place.LATEST, null);

    /** The place where the consumer group stopped; latest when it has never run. */
    public static final StartAt COMMITTED = new StartAt(Place.COMMITTED, null);

    /** A place in a partition. */
    public enum Place {
        /** The oldest record. */
        EARLIEST,
        /** The end. */
        LATEST,
        /** The place where the consumer group stopped. */
        COMMITTED,
        /** The first record of a time or later. */
        TIME
    }

    /** At a time of capture. */
    public static StartAt at(Instant time) {
        return new StartAt(Place.TIME, time);
    }

    @Override
    public String toString() {
        return place == Place.TIME ? time.toString() : place.name().toLowerCase(Locale.ROOT);
    }
}
