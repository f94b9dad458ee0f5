package io.actionstream.model.clip;

import java.time.Instant;
import java.util.Optional;

/** Judges times of capture, which are milliseconds since 1970 and lie between 2000 and 2100: other units do not. */
public final class CaptureTime {

    /** The earliest time. */
    public static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");

    /** The first time after the latest. */
    public static final Instant TO = Instant.parse("2100-01-01T00:00:00Z");

    private static final long FROM_MILLIS = FROM.toEpochMilli();
    private static final long TO_MILLIS = TO.toEpochMilli();
    private static final long THOUSAND = 1000;

    private CaptureTime() {}

    /** Says what is wrong with a time, to stand behind its name; empty when nothing is. */
    public static Optional<String> problemWith(long time) {
        if (isLikely(time)) {
            return Optional.empty();
        }
        String period = time < FROM_MILLIS ? "is before 2000" : "is after 2100";
        return Optional.of(period + unit(time) + "; milliseconds since 1970 are expected");
    }

    private static String unit(long time) {
        if (time < FROM_MILLIS) {
            return time > 0 && isLikely(time * THOUSAND) ? " and looks like seconds" : "";
        }
        if (isLikely(time / THOUSAND)) {
            return " and looks like microseconds";
        }
        return isLikely(time / THOUSAND / THOUSAND) ? " and looks like nanoseconds" : "";
    }

    /** Tells whether a time lies in the period. */
    public static boolean isLikely(long millis) {
        return millis >= FROM_MILLIS && millis < TO_MILLIS;
    }
}
