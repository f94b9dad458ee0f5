package io.actionstream.kernels.gemm;

/**
 * Sums of outer products, as gradients of weights are: {@code sums[input][output] += sum over rows of x[row][input]
 * y[row][output]}.
 *
 * <pre>
 *   x:     row 0: x x x ...    row 1: x x x ...        inputs of a row are neighbours, and the next row follows
 *   y:     row 0: y y y ...    row 1: y y y ...        outputs of a row are neighbours, and the next row follows
 *   sums:  input 0: s s s ...  input 1: s s s ...      outputs of an input are neighbours, and the next input follows
 * </pre>
 */
public interface OuterProduct {

    /**
     * Several sums of the same shape.
     *
     * @param products how many
     * @param rows of each
     * @param inputs a multiple of 16
     * @param outputs a multiple of 16
     * @param xStep from a product's x to the next one's
     * @param yStep from a product's y to the next one's. The next one's sums follow those of a product
     */
    record Shape(int products, int rows, int inputs, int outputs, int xStep, int yStep) {}

    /**
     * Adds products to sums.
     *
     * @param x0 where the first product's first row begins
     * @param y0 where its first row of y begins
     * @param sums0 where its sums begin
     */
    void add(Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0);
}
