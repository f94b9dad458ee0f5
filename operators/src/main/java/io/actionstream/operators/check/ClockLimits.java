package io.actionstream.operators.check;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of the distance between a time of capture and the clock of the machine that reads the frame.
 *
 * @param aheadMillis the most that it may be later
 * @param behindMillis the most that it may be earlier; {@link #UNLIMITED} to take frames of any age
 */
public record ClockLimits(long aheadMillis, long behindMillis) implements Serializable {

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** An hour ahead, as Kafka's brokers have it; any time behind, so that old topics can be replayed. */
    public static final ClockLimits DEFAULT =
            new ClockLimits(Duration.ofHours(1).toMillis(), UNLIMITED);

    public ClockLimits {
        requireNotNegative("aheadMillis", aheadMillis);
        requireNotNegative("behindMillis", behindMillis);
    }

    private static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, not " + value);
        }
    }
}
