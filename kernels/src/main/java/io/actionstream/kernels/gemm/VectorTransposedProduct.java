package io.actionstream.kernels.gemm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Products of x that is transposed in blocks of 16 rows, as a convolution leaves it that computes pixels in the lanes; y is
 * not transposed. One index finds an input of all rows of a block, where {@link VectorMatrixProduct} needs one for each row,
 * so that 16 rows take part with one vector of outputs.
 *
 * <pre>
 *   x:  rows 0 to 15:  input 0: x x x ...  input 1: x x x ...      rows 16 to 31: ...
 *   y:  row 0: y y y ...    row 1: y y y ...
 * </pre>
 */
public final class VectorTransposedProduct implements MatrixProduct {
    /** Rows of a block. */
    public static final int ROWS = 16;

    private static final boolean WIDE = COUNT >= 16;

    @Override
    public int rowUnit(int outputs) {
        return ROWS;
    }

    @Override
    public int columns(int outputs) {
        return WIDE ? COUNT : 2 * COUNT;
    }

    @Override
    public void multiply(Shape shape, float[] x, int x0, PackedWeights weights, int first, float[] y, int y0) {
        int outputs = weights.outputs();
        int columns = columns(outputs);
        for (int product = 0; product < shape.products(); product++) {
            int from = x0 + product * shape.xStep();
            int to = y0 + product * shape.yStep();
            for (int output = 0; output < outputs; output += columns) {
                int w0 = weights.at(first + product, output);
                int b0 = weights.biasAt(first + product, output);
                for (int row = 0; row < shape.rows(); row += ROWS) {
                    block(x, from + row * shape.xRow(), weights, w0, b0, y, to + row * outputs + output);
                }
            }
        }
    }

    private static void block(float[] x, int x0, PackedWeights weights, int w0, int b0, float[] y, int y0) {
        float[] w = weights.numbers();
        float[] bias = weights.biases();
        int inputs = weights.inputs();
        int outputs = weights.outputs();
        if (WIDE) {
            block16x1(x, x0, inputs, w, w0, bias, b0, y, y0, outputs);
        } else {
            for (int row = 0; row < ROWS; row += 4) {
                block4x2(x, x0 + row, inputs, w, w0, bias, b0, y, y0 + row * outputs, outputs);
            }
        }
    }

    private static void block16x1(
            float[] x, int x0, int inputs, float[] w, int w0, float[] bias, int b0, float[] y, int y0, int yRow) {
        FloatVector a0 = load(bias, b0);
        FloatVector a1 = load(bias, b0);
        FloatVector a2 = load(bias, b0);
        FloatVector a3 = load(bias, b0);
        FloatVector a4 = load(bias, b0);
        FloatVector a5 = load(bias, b0);
        FloatVector a6 = load(bias, b0);
        FloatVector a7 = load(bias, b0);
        FloatVector a8 = load(bias, b0);
        FloatVector a9 = load(bias, b0);
        FloatVector a10 = load(bias, b0);
        FloatVector a11 = load(bias, b0);
        FloatVector a12 = load(bias, b0);
        FloatVector a13 = load(bias, b0);
        FloatVector a14 = load(bias, b0);
        FloatVector a15 = load(bias, b0);
        for (int i = 0; i < inputs; i++) {
            int from = x0 + i * ROWS;
            FloatVector weight = load(w, w0 + i * COUNT);
            a0 = all(x[from]).fma(weight, a0);
            a1 = all(x[from + 1]).fma(weight, a1);
            a2 = all(x[from + 2]).fma(weight, a2);
            a3 = all(x[from + 3]).fma(weight, a3);
            a4 = all(x[from + 4]).fma(weight, a4);
            a5 = all(x[from + 5]).fma(weight, a5);
            a6 = all(x[from + 6]).fma(weight, a6);
            a7 = all(x[from + 7]).fma(weight, a7);
            a8 = all(x[from + 8]).fma(weight, a8);
            a9 = all(x[from + 9]).fma(weight, a9);
            a10 = all(x[from + 10]).fma(weight, a10);
            a11 = all(x[from + 11]).fma(weight, a11);
            a12 = all(x[from + 12]).fma(weight, a12);
            a13 = all(x[from + 13]).fma(weight, a13);
            a14 = all(x[from + 14]).fma(weight, a14);
            a15 = all(x[from + 15]).fma(weight, a15);
        }
        a0.intoArray(y, y0);
        a1.intoArray(y, y0 + yRow);
        a2.intoArray(y, y0 + 2 * yRow);
        a3.intoArray(y, y0 + 3 * yRow);
        a4.intoArray(y, y0 + 4 * yRow);
        a5.intoArray(y, y0 + 5 * yRow);
        a6.intoArray(y, y0 + 6 * yRow);
        a7.intoArray(y, y0 + 7 * yRow);
        a8.intoArray(y, y0 + 8 * yRow);
        a9.intoArray(y, y0 + 9 * yRow);
        a10.intoArray(y, y0 + 10 * yRow);
        a11.intoArray(y, y0 + 11 * yRow);
        a12.intoArray(y, y0 + 12 * yRow);
        a13.intoArray(y, y0 + 13 * yRow);
        a14.intoArray(y, y0 + 14 * yRow);
        a15.intoArray(y, y0 + 15 * yRow);
    }

    private static void block4x2(
            float[] x, int x0, int inputs, float[] w, int w0, float[] bias, int b0, float[] y, int y0, int yRow) {
        FloatVector a0 = load(bias, b0);
        FloatVector a1 = load(bias, b0);
        FloatVector a2 = load(bias, b0);
        FloatVector a3 = load(bias, b0);
        FloatVector c0 = load(bias, b0 + COUNT);
        FloatVector c1 = load(bias, b0 + COUNT);
        FloatVector c2 = load(bias, b0 + COUNT);
        FloatVector c3 = load(bias, b0 + COUNT);
        for (int i = 0; i < inputs; i++) {
            int from = x0 + i * ROWS;
            FloatVector left = load(w, w0 + i * 2 * COUNT);
            FloatVector right = load(w, w0 + i * 2 * COUNT + COUNT);
            FloatVector in = all(x[from]);
            a0 = in.fma(left, a0);
            c0 = in.fma(right, c0);
            in = all(x[from + 1]);
            a1 = in.fma(left, a1);
            c1 = in.fma(right, c1);
            in = all(x[from + 2]);
            a2 = in.fma(left, a2);
            c2 = in.fma(right, c2);
            in = all(x[from + 3]);
            a3 = in.fma(left, a3);
            c3 = in.fma(right, c3);
        }
        a0.intoArray(y, y0);
        c0.intoArray(y, y0 + COUNT);
        a1.intoArray(y, y0 + yRow);
        c1.intoArray(y, y0 + yRow + COUNT);
        a2.intoArray(y, y0 + 2 * yRow);
        c2.intoArray(y, y0 + 2 * yRow + COUNT);
        a3.intoArray(y, y0 + 3 * yRow);
        c3.intoArray(y, y0 + 3 * yRow + COUNT);
    }
}
