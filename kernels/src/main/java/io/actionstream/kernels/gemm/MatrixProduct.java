package io.actionstream.kernels.gemm;

/**
 * Products of matrices: {@code y[row][output] = bias[output] + sum over inputs of x[row][input] w[input][output]}.
 *
 * <pre>
 *   x:  row 0: x x x ...    row 1: x x x ...        inputs of a row are neighbours; rows may overlap
 *   y:  row 0: y y y ...    row 1: y y y ...        outputs of a row are neighbours, and the next row follows
 * </pre>
 */
public interface MatrixProduct {

    /**
     * Several products of the same shape.
     *
     * @param products how many
     * @param rows of each; a multiple of {@link MatrixProduct#rowUnit} is read and written
     * @param xRow from a row of x to the next
     * @param xStep from a product's x to the next one's
     * @param yStep from a product's y to the next one's. A product is written when the one before is done, and may lie where
     *     that one's x was
     */
    record Shape(int products, int rows, int xRow, int xStep, int yStep) {}

    /** Rows are computed so many at a time. */
    int rowUnit(int outputs);

    /** Outputs are computed so many at a time. */
    int columns(int outputs);

    /**
     * Multiplies.
     *
     * @param x0 where the first product's first row begins
     * @param first the first product's index among the weights
     * @param y0 where the first product's first row goes
     */
    void multiply(Shape shape, float[] x, int x0, PackedWeights weights, int first, float[] y, int y0);
}
