package io.actionstream.bench.report;

import java.util.Locale;

/**
 * A wanted ratio of a figure to its yardstick.
 *
 * @param bound of the ratio
 * @param isLeast whether the ratio must be at least the bound, rather than at most
 * @param lessIsBetter whether the ratio is the yardstick by the figure, as for times, rather than the figure by the
 *     yardstick
 */
public record Goal(double bound, boolean isLeast, boolean lessIsBetter) {

    /** So many times faster than a yardstick that is a time. */
    public static Goal timesFaster(double times) {
        return new Goal(times, true, true);
    }

    /** At least this share of the yardstick. */
    public static Goal atLeast(double share) {
        return new Goal(share, true, false);
    }

    /** At most this share of the yardstick. */
    public static Goal atMost(double share) {
        return new Goal(share, false, false);
    }

    boolean isMet(double ratio) {
        return isLeast ? ratio >= bound : ratio <= bound;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.3g", isLeast ? "at least" : "at most", bound);
    }
}
