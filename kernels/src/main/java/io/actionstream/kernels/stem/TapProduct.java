package io.actionstream.kernels.stem;

/**
 * Sums for the gradient of a convolution of seven neighbouring pixels of one colour: {@code sums[tap][output] += sum over pixels of
 * x[pixel + tap] y[pixel][output]}.
 *
 * <pre>
 *   x:     x x x x x ...                                    numbers of a colour are neighbours
 *   y:     pixel 0: y y y ...   pixel 1: y y y ...          outputs of a pixel are neighbours
 *   sums:  tap 0: s s s ...     tap 1: s s s ...
 * </pre>
 */
public interface TapProduct {
    /** Numbers that an output is made of. */
    int TAPS = 7;

    /**
     * Adds products to sums.
     *
     * @param outputs a multiple of 16
     */
    void add(float[] x, int x0, float[] y, int y0, int pixels, int outputs, float[] sums, int sums0);
}
