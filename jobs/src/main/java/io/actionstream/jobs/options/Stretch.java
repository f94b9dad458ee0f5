package io.actionstream.jobs.options;

import java.io.Serializable;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param start its first millisecond since 1970
 * @param stop the first millisecond after it
 */
public record Stretch(long start, long stop) implements Serializable {

    /** From one time to another; null for no limit. */
    public static Stretch between(Instant start, Instant stop) {
        return new Stretch(
                start == null ? Long.MIN_VALUE : start.toEpochMilli(),
                stop == null ? Long.MAX_VALUE : stop.toEpochMilli());
    }

    /** Tells whether a time, in milliseconds since 1970, lies in it. */
    public boolean contains(long time) {
        return time >= start && time < stop;
    }

    /** Tells whether something that lasts from one millisecond to another, inclusive, lies in it in part. */
    public boolean overlaps(long from, long to) {
        return from < stop && to >= start;
    }
}
