package io.actionstream.kernels.gemm;

/**
 * Products of matrices whose rows of activations are pixels, and pixels are neighbours:
 * {@code y[output][pixel] = bias[output] + sum over inputs of w[input][output] x[input][pixel]}. An input is a row of numbers
 * somewhere in memory, so that the taps of a convolution over the width are the same numbers, read one further each.
 *
 * <pre>
 *   x:  at[0]  x x x x ...      at[1]  x x x x ...     a vector of pixels, and a second one some distance further
 *   y:  output 0: y y y y ...   output 1: y y y y ...  a vector of pixels, and a second one some distance further
 * </pre>
 */
public interface PixelProduct {

    /**
     * Several products of the same shape.
     *
     * @param products how many
     * @param at where each input begins, less {@code x0}
     * @param xSecond from the first vector of pixels of x to the second
     * @param xStep from a product's x to the next one's
     * @param yRow from an output to the next
     * @param ySecond from the first vector of pixels of y to the second
     * @param yStep from a product's y to the next one's
     */
    record Shape(int products, int[] at, int xSecond, int xStep, int yRow, int ySecond, int yStep) {}

    /** Outputs are computed so many at a time. */
    int columns();

    /** Pixels of a vector. */
    int lanes();

    /** Multiplies two vectors of pixels with the weights of all products. */
    void multiply(Shape shape, float[] x, int x0, PackedWeights weights, float[] y, int y0);
}
