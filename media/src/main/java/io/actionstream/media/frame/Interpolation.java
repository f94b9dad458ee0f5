package io.actionstream.media.frame;

/**
 * Between which pixels of a line each pixel of a scaled one lies, with half-pixel centres; beyond the line's ends its last
 * pixels go on.
 */
final class Interpolation {

    private final int[] before;
    private final int[] after;
    private final int[] weights;

    /**
     * Places the pixels.
     *
     * @param pixels of the line
     * @param length that all of them stand for, in pixels, which may end within the last of them
     * @param scaled pixels of the scaled line
     * @param from the first of them that is wanted
     * @param count of those that are wanted
     * @param one the sum of a pixel's two weights
     */
    Interpolation(int pixels, double length, int scaled, int from, int count, int one) {
        before = new int[count];
        after = new int[count];
        weights = new int[count];
        double step = length / scaled;
        for (int i = 0; i < count; i++) {
            double place = Math.min(Math.max((from + i + 0.5) * step - 0.5, 0), pixels - 1.0);
            int pixel = (int) place;
            before[i] = pixel;
            after[i] = Math.min(pixel + 1, pixels - 1);
            weights[i] = (int) ((place - pixel) * one + 0.5);
        }
    }

    /** By wanted pixel of the scaled line, the last pixel at or before it. */
    int[] before() {
        return before;
    }

    /** By wanted pixel of the scaled line, the pixel after that. */
    int[] after() {
        return after;
    }

    /** By wanted pixel of the scaled line, the weight of the latter. */
    int[] weights() {
        return weights;
    }
}
