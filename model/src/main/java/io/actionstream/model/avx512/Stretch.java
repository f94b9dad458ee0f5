package io.actionstream.model.avx512;

/**
 * Bilinear scaling with half-pixel centres along one direction: which two pixels a new one is mixed of.
 *
 * @param from how many pixels there are
 * @param to how many there shall be
 */
record Stretch(int from, int to) {

    /** The first of the two pixels. */
    int first(int pixel) {
        return Math.min(Math.max((int) Math.floor(centre(pixel)), 0), from - 1);
    }

    /** The second, which is the first again at an end. */
    int second(int pixel) {
        return Math.min(first(pixel) + 1, from - 1);
    }

    /** The share of the second, in units of 2^-15. */
    short share(int pixel) {
        double share = Math.max(centre(pixel), 0) - first(pixel);
        return first(pixel) == second(pixel) ? 0 : (short) Math.min(Math.round(share * (1 << 15)), Short.MAX_VALUE);
    }

    private double centre(int pixel) {
        return (pixel + 0.5) * from / to - 0.5;
    }
}
