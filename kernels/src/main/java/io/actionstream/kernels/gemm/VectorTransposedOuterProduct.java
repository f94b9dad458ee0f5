package io.actionstream.kernels.gemm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Outer products of x that is transposed in blocks of 16 rows, as {@link VectorTransposedProduct} takes it; y is not transposed.
 *
 * <pre>
 *   x:  rows 0 to 15:  input 0: x x x ...  input 1: x x x ...      rows 16 to 31: ...
 *   y:  row 0: y y y ...    row 1: y y y ...
 * </pre>
 */
public final class VectorTransposedOuterProduct implements OuterProduct {
    /** Rows of a block. */
    public static final int ROWS = VectorTransposedProduct.ROWS;

    private static final boolean WIDE = COUNT >= 16;
    private static final int INPUTS = WIDE ? 16 : 4;
    private static final int VECTORS = WIDE ? 1 : 2;

    @Override
    public void add(Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0) {
        int inputs = shape.inputs();
        int outputs = shape.outputs();
        for (int product = 0; product < shape.products(); product++) {
            int from = x0 + product * shape.xStep();
            int to = y0 + product * shape.yStep();
            int sum = sums0 + product * inputs * outputs;
            for (int output = 0; output < outputs; output += VECTORS * COUNT) {
                for (int input = 0; input < inputs; input += INPUTS) {
                    int x1 = from + input * ROWS;
                    addBlock(shape, x, x1, y, to + output, sums, sum + input * outputs + output);
                }
            }
        }
    }

    private static void addBlock(Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0) {
        if (WIDE) {
            block16x1(x, x0, shape.inputs(), y, y0, shape.outputs(), shape.rows(), sums, sums0);
        } else {
            block4x2(x, x0, shape.inputs(), y, y0, shape.outputs(), shape.rows(), sums, sums0);
        }
    }

    private static void block16x1(
            float[] x, int x0, int inputs, float[] y, int y0, int outputs, int rows, float[] sums, int sums0) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector a6 = FloatVector.zero(SPECIES);
        FloatVector a7 = FloatVector.zero(SPECIES);
        FloatVector a8 = FloatVector.zero(SPECIES);
        FloatVector a9 = FloatVector.zero(SPECIES);
        FloatVector a10 = FloatVector.zero(SPECIES);
        FloatVector a11 = FloatVector.zero(SPECIES);
        FloatVector a12 = FloatVector.zero(SPECIES);
        FloatVector a13 = FloatVector.zero(SPECIES);
        FloatVector a14 = FloatVector.zero(SPECIES);
        FloatVector a15 = FloatVector.zero(SPECIES);
        for (int block = 0; block < rows; block += ROWS) {
            int first = x0 + block * inputs;
            for (int row = 0; row < ROWS; row++) {
                int from = first + row;
                int to = y0 + (block + row) * outputs;
                FloatVector right = load(y, to);
                a0 = all(x[from]).fma(right, a0);
                a1 = all(x[from + ROWS]).fma(right, a1);
                a2 = all(x[from + 2 * ROWS]).fma(right, a2);
                a3 = all(x[from + 3 * ROWS]).fma(right, a3);
                a4 = all(x[from + 4 * ROWS]).fma(right, a4);
                a5 = all(x[from + 5 * ROWS]).fma(right, a5);
                a6 = all(x[from + 6 * ROWS]).fma(right, a6);
                a7 = all(x[from + 7 * ROWS]).fma(right, a7);
                a8 = all(x[from + 8 * ROWS]).fma(right, a8);
                a9 = all(x[from + 9 * ROWS]).fma(right, a9);
                a10 = all(x[from + 10 * ROWS]).fma(right, a10);
                a11 = all(x[from + 11 * ROWS]).fma(right, a11);
                a12 = all(x[from + 12 * ROWS]).fma(right, a12);
                a13 = all(x[from + 13 * ROWS]).fma(right, a13);
                a14 = all(x[from + 14 * ROWS]).fma(right, a14);
                a15 = all(x[from + 15 * ROWS]).fma(right, a15);
            }
        }
        add(a0, sums, sums0);
        add(a1, sums, sums0 + outputs);
        add(a2, sums, sums0 + 2 * outputs);
        add(a3, sums, sums0 + 3 * outputs);
        add(a4, sums, sums0 + 4 * outputs);
        add(a5, sums, sums0 + 5 * outputs);
        add(a6, sums, sums0 + 6 * outputs);
        add(a7, sums, sums0 + 7 * outputs);
        add(a8, sums, sums0 + 8 * outputs);
        add(a9, sums, sums0 + 9 * outputs);
        add(a10, sums, sums0 + 10 * outputs);
        add(a11, sums, sums0 + 11 * outputs);
        add(a12, sums, sums0 + 12 * outputs);
        add(a13, sums, sums0 + 13 * outputs);
        add(a14, sums, sums0 + 14 * outputs);
        add(a15, sums, sums0 + 15 * outputs);
    }

    private static void block4x2(
            float[] x, int x0, int inputs, float[] y, int y0, int outputs, int rows, float[] sums, int sums0) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        for (int block = 0; block < rows; block += ROWS) {
            int first = x0 + block * inputs;
            for (int row = 0; row < ROWS; row++) {
                int from = first + row;
                int to = y0 + (block + row) * outputs;
                FloatVector right0 = load(y, to);
                FloatVector right1 = load(y, to + COUNT);
                FloatVector left = all(x[from]);
                a0 = left.fma(right0, a0);
                c0 = left.fma(right1, c0);
                left = all(x[from + ROWS]);
                a1 = left.fma(right0, a1);
                c1 = left.fma(right1, c1);
                left = all(x[from + 2 * ROWS]);
                a2 = left.fma(right0, a2);
                c2 = left.fma(right1, c2);
                left = all(x[from + 3 * ROWS]);
                a3 = left.fma(right0, a3);
                c3 = left.fma(right1, c3);
            }
        }
        add(a0, sums, sums0);
        add(c0, sums, sums0 + COUNT);
        add(a1, sums, sums0 + outputs);
        add(c1, sums, sums0 + outputs + COUNT);
        add(a2, sums, sums0 + 2 * outputs);
        add(c2, sums, sums0 + 2 * outputs + COUNT);
        add(a3, sums, sums0 + 3 * outputs);
        add(c3, sums, sums0 + 3 * outputs + COUNT);
    }

    private static void add(FloatVector sum, float[] sums, int at) {
        sum.add(load(sums, at)).intoArray(sums, at);
    }
}
