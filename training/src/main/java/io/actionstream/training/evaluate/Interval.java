package io.actionstream.training.evaluate;

/**
 * The interval in which a share that was measured probably lies.
 *
 * @param low end
 * @param high end
 */
public record Interval(double low, double high) {
    private static final double Z95 = 1.959964;

    /**
     * The 95 % score interval of a share (Wilson 1927), which unlike the normal one is of use near 0 and 1.
     *
     * @param hits of the samples
     * @param samples at least 1
     */
    public static Interval wilson(long hits, long samples) {
        double p = hits / (double) samples;
        double z2 = Z95 * Z95 / samples;
        double centre = (p + z2 / 2) / (1 + z2);
        double margin = Z95 / (1 + z2) * Math.sqrt(p * (1 - p) / samples + z2 / 4 / samples);
        return new Interval(Math.max(0, centre - margin), Math.min(1, centre + margin));
    }
}
