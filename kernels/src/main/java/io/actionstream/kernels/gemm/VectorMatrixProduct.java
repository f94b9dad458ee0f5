package io.actionstream.kernels.gemm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * In vectors of outputs: each input of a row is broadcast and multiplied with a vector of weights. The sums of a {@link
 * RegisterShape} stay in registers from the first input to the last.
 *
 * <p>The blocks are written out, as C2 keeps vectors in registers only if it sees each of them as a variable, and are the
 * only loops that are: everything else is called a hundredth as often.
 */
public final class VectorMatrixProduct implements MatrixProduct {

    @Override
    public int rowUnit(int outputs) {
        return RegisterShape.of(outputs, COUNT).rows();
    }

    @Override
    public int columns(int outputs) {
        return RegisterShape.of(outputs, COUNT).vectors() * COUNT;
    }

    @Override
    public void multiply(Shape shape, float[] x, int x0, PackedWeights weights, int first, float[] y, int y0) {
        int outputs = weights.outputs();
        int columns = columns(outputs);
        RegisterShape block = RegisterShape.of(outputs, COUNT);
        for (int product = 0; product < shape.products(); product++) {
            int from = x0 + product * shape.xStep();
            int to = y0 + product * shape.yStep();
            for (int output = 0; output < outputs; output += columns) {
                int w0 = weights.at(first + product, output);
                int b0 = weights.biasAt(first + product, output);
                for (int row = 0; row < shape.rows(); row += block.rows()) {
                    int x1 = from + row * shape.xRow();
                    multiply(block, x, x1, shape.xRow(), weights, w0, b0, y, to + row * outputs + output);
                }
            }
        }
    }

    private static void multiply(
            RegisterShape block,
            float[] x,
            int x0,
            int xRow,
            PackedWeights weights,
            int w0,
            int b0,
            float[] y,
            int y0) {
        float[] w = weights.numbers();
        float[] bias = weights.biases();
        int inputs = weights.inputs();
        int outputs = weights.outputs();
        switch (block) {
            case ROWS_4_VECTORS_4 -> block4x4(x, x0, xRow, inputs, w, w0, bias, b0, y, y0, outputs);
            case ROWS_8_VECTORS_2 -> block8x2(x, x0, xRow, inputs, w, w0, bias, b0, y, y0, outputs);
            case ROWS_16_VECTORS_1 -> {
                if (xRow == 16 && inputs == 16) {
                    block16x1(x, x0, w, w0, bias, b0, y, y0, outputs);
                } else {
                    block8x1(x, x0, xRow, inputs, w, w0, bias, b0, y, y0, outputs);
                    block8x1(x, x0 + 8 * xRow, xRow, inputs, w, w0, bias, b0, y, y0 + 8 * outputs, outputs);
                }
            }
            case ROWS_4_VECTORS_2 -> block4x2(x, x0, xRow, inputs, w, w0, bias, b0, y, y0, outputs);
        }
    }

    private static void block4x4(
            float[] x,
            int x0,
            int xRow,
            int inputs,
            float[] w,
            int w0,
            float[] bias,
            int b0,
            float[] y,
            int y0,
            int yRow) {
        int x1 = x0 + xRow;
        int x2 = x1 + xRow;
        int x3 = x2 + xRow;
        FloatVector a0 = load(bias, b0);
        FloatVector a1 = load(bias, b0);
        FloatVector a2 = load(bias, b0);
        FloatVector a3 = load(bias, b0);
        FloatVector c0 = load(bias, b0 + COUNT);
        FloatVector c1 = load(bias, b0 + COUNT);
        FloatVector c2 = load(bias, b0 + COUNT);
        FloatVector c3 = load(bias, b0 + COUNT);
        FloatVector e0 = load(bias, b0 + 2 * COUNT);
        FloatVector e1 = load(bias, b0 + 2 * COUNT);
        FloatVector e2 = load(bias, b0 + 2 * COUNT);
        FloatVector e3 = load(bias, b0 + 2 * COUNT);
        FloatVector f0 = load(bias, b0 + 3 * COUNT);
        FloatVector f1 = load(bias, b0 + 3 * COUNT);
        FloatVector f2 = load(bias, b0 + 3 * COUNT);
        FloatVector f3 = load(bias, b0 + 3 * COUNT);
        for (int i = 0; i < inputs; i++) {
            int from = w0 + i * 4 * COUNT;
            FloatVector weight0 = load(w, from);
            FloatVector weight1 = load(w, from + COUNT);
            FloatVector weight2 = load(w, from + 2 * COUNT);
            FloatVector weight3 = load(w, from + 3 * COUNT);
            FloatVector in = all(x[x0 + i]);
            a0 = in.fma(weight0, a0);
            c0 = in.fma(weight1, c0);
            e0 = in.fma(weight2, e0);
            f0 = in.fma(weight3, f0);
            in = all(x[x1 + i]);
            a1 = in.fma(weight0, a1);
            c1 = in.fma(weight1, c1);
            e1 = in.fma(weight2, e1);
            f1 = in.fma(weight3, f1);
            in = all(x[x2 + i]);
            a2 = in.fma(weight0, a2);
            c2 = in.fma(weight1, c2);
            e2 = in.fma(weight2, e2);
            f2 = in.fma(weight3, f2);
            in = all(x[x3 + i]);
            a3 = in.fma(weight0, a3);
            c3 = in.fma(weight1, c3);
            e3 = in.fma(weight2, e3);
            f3 = in.fma(weight3, f3);
        }
        a0.intoArray(y, y0);
        c0.intoArray(y, y0 + COUNT);
        e0.intoArray(y, y0 + 2 * COUNT);
        f0.intoArray(y, y0 + 3 * COUNT);
        a1.intoArray(y, y0 + yRow);
        c1.intoArray(y, y0 + yRow + COUNT);
        e1.intoArray(y, y0 + yRow + 2 * COUNT);
        f1.intoArray(y, y0 + yRow + 3 * COUNT);
        a2.intoArray(y, y0 + 2 * yRow);
        c2.intoArray(y, y0 + 2 * yRow + COUNT);
        e2.intoArray(y, y0 + 2 * yRow + 2 * COUNT);
        f2.intoArray(y, y0 + 2 * yRow + 3 * COUNT);
        a3.intoArray(y, y0 + 3 * yRow);
        c3.intoArray(y, y0 + 3 * yRow + COUNT);
        e3.intoArray(y, y0 + 3 * yRow + 2 * COUNT);
        f3.intoArray(y, y0 + 3 * yRow + 3 * COUNT);
    }

    private static void block8x2(
            float[] x,
            int x0,
            int xRow,
            int inputs,
            float[] w,
            int w0,
            float[] bias,
            int b0,
            float[] y,
            int y0,
            int yRow) {
        int x1 = x0 + xRow;
        int x2 = x1 + xRow;
        int x3 = x2 + xRow;
        int x4 = x3 + xRow;
        int x5 = x4 + xRow;
        int x6 = x5 + xRow;
        int x7 = x6 + xRow;
        FloatVector a0 = load(bias, b0);
        FloatVector c0 = load(bias, b0 + COUNT);
        FloatVector a1 = load(bias, b0);
        FloatVector a2 = load(bias, b0);
        FloatVector a3 = load(bias, b0);
        FloatVector a4 = load(bias, b0);
        FloatVector a5 = load(bias, b0);
        FloatVector a6 = load(bias, b0);
        FloatVector a7 = load(bias, b0);
        FloatVector c1 = load(bias, b0 + COUNT);
        FloatVector c2 = load(bias, b0 + COUNT);
        FloatVector c3 = load(bias, b0 + COUNT);
        FloatVector c4 = load(bias, b0 + COUNT);
        FloatVector c5 = load(bias, b0 + COUNT);
        FloatVector c6 = load(bias, b0 + COUNT);
        FloatVector c7 = load(bias, b0 + COUNT);
        for (int i = 0; i < inputs; i++) {
            FloatVector left = load(w, w0 + i * 2 * COUNT);
            FloatVector right = load(w, w0 + i * 2 * COUNT + COUNT);
            FloatVector in = all(x[x0 + i]);
            a0 = in.fma(left, a0);
            c0 = in.fma(right, c0);
            in = all(x[x1 + i]);
            a1 = in.fma(left, a1);
            c1 = in.fma(right, c1);
            in = all(x[x2 + i]);
            a2 = in.fma(left, a2);
            c2 = in.fma(right, c2);
            in = all(x[x3 + i]);
            a3 = in.fma(left, a3);
            c3 = in.fma(right, c3);
            in = all(x[x4 + i]);
            a4 = in.fma(left, a4);
            c4 = in.fma(right, c4);
            in = all(x[x5 + i]);
            a5 = in.fma(left, a5);
            c5 = in.fma(right, c5);
            in = all(x[x6 + i]);
            a6 = in.fma(left, a6);
            c6 = in.fma(right, c6);
            in = all(x[x7 + i]);
            a7 = in.fma(left, a7);
            c7 = in.fma(right, c7);
        }
        a0.intoArray(y, y0);
        c0.intoArray(y, y0 + COUNT);
        a1.intoArray(y, y0 + yRow);
        c1.intoArray(y, y0 + yRow + COUNT);
        a2.intoArray(y, y0 + 2 * yRow);
        c2.intoArray(y, y0 + 2 * yRow + COUNT);
        a3.intoArray(y, y0 + 3 * yRow);
        c3.intoArray(y, y0 + 3 * yRow + COUNT);
        a4.intoArray(y, y0 + 4 * yRow);
        c4.intoArray(y, y0 + 4 * yRow + COUNT);
        a5.intoArray(y, y0 + 5 * yRow);
        c5.intoArray(y, y0 + 5 * yRow + COUNT);
        a6.intoArray(y, y0 + 6 * yRow);
        c6.intoArray(y, y0 + 6 * yRow + COUNT);
        a7.intoArray(y, y0 + 7 * yRow);
        c7.intoArray(y, y0 + 7 * yRow + COUNT);
    }

    /** Of 16 rows of 16 inputs which follow one another, all of which one index finds. */
    private static void block16x1(
            float[] x, int x0, float[] w, int w0, float[] bias, int b0, float[] y, int y0, int yRow) {
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
        for (int i = 0; i < 16; i++) {
            int from = x0 + i;
            FloatVector weight = load(w, w0 + i * COUNT);
            a0 = all(x[from]).fma(weight, a0);
            a1 = all(x[from + 16]).fma(weight, a1);
            a2 = all(x[from + 2 * 16]).fma(weight, a2);
            a3 = all(x[from + 3 * 16]).fma(weight, a3);
            a4 = all(x[from + 4 * 16]).fma(weight, a4);
            a5 = all(x[from + 5 * 16]).fma(weight, a5);
            a6 = all(x[from + 6 * 16]).fma(weight, a6);
            a7 = all(x[from + 7 * 16]).fma(weight, a7);
            a8 = all(x[from + 8 * 16]).fma(weight, a8);
            a9 = all(x[from + 9 * 16]).fma(weight, a9);
            a10 = all(x[from + 10 * 16]).fma(weight, a10);
            a11 = all(x[from + 11 * 16]).fma(weight, a11);
            a12 = all(x[from + 12 * 16]).fma(weight, a12);
            a13 = all(x[from + 13 * 16]).fma(weight, a13);
            a14 = all(x[from + 14 * 16]).fma(weight, a14);
            a15 = all(x[from + 15 * 16]).fma(weight, a15);
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

    private static void block8x1(
            float[] x,
            int x0,
            int xRow,
            int inputs,
            float[] w,
            int w0,
            float[] bias,
            int b0,
            float[] y,
            int y0,
            int yRow) {
        int x1 = x0 + xRow;
        int x2 = x1 + xRow;
        int x3 = x2 + xRow;
        int x4 = x3 + xRow;
        int x5 = x4 + xRow;
        int x6 = x5 + xRow;
        int x7 = x6 + xRow;
        FloatVector a0 = load(bias, b0);
        FloatVector a1 = load(bias, b0);
        FloatVector a2 = load(bias, b0);
        FloatVector a3 = load(bias, b0);
        FloatVector a4 = load(bias, b0);
        FloatVector a5 = load(bias, b0);
        FloatVector a6 = load(bias, b0);
        FloatVector a7 = load(bias, b0);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        FloatVector c4 = FloatVector.zero(SPECIES);
        FloatVector c5 = FloatVector.zero(SPECIES);
        FloatVector c6 = FloatVector.zero(SPECIES);
        FloatVector c7 = FloatVector.zero(SPECIES);
        for (int i = 0; i < inputs; i += 2) {
            FloatVector even = load(w, w0 + i * COUNT);
            FloatVector odd = load(w, w0 + i * COUNT + COUNT);
            a0 = all(x[x0 + i]).fma(even, a0);
            c0 = all(x[x0 + i + 1]).fma(odd, c0);
            a1 = all(x[x1 + i]).fma(even, a1);
            c1 = all(x[x1 + i + 1]).fma(odd, c1);
            a2 = all(x[x2 + i]).fma(even, a2);
            c2 = all(x[x2 + i + 1]).fma(odd, c2);
            a3 = all(x[x3 + i]).fma(even, a3);
            c3 = all(x[x3 + i + 1]).fma(odd, c3);
            a4 = all(x[x4 + i]).fma(even, a4);
            c4 = all(x[x4 + i + 1]).fma(odd, c4);
            a5 = all(x[x5 + i]).fma(even, a5);
            c5 = all(x[x5 + i + 1]).fma(odd, c5);
            a6 = all(x[x6 + i]).fma(even, a6);
            c6 = all(x[x6 + i + 1]).fma(odd, c6);
            a7 = all(x[x7 + i]).fma(even, a7);
            c7 = all(x[x7 + i + 1]).fma(odd, c7);
        }
        a0.add(c0).intoArray(y, y0);
        a1.add(c1).intoArray(y, y0 + yRow);
        a2.add(c2).intoArray(y, y0 + 2 * yRow);
        a3.add(c3).intoArray(y, y0 + 3 * yRow);
        a4.add(c4).intoArray(y, y0 + 4 * yRow);
        a5.add(c5).intoArray(y, y0 + 5 * yRow);
        a6.add(c6).intoArray(y, y0 + 6 * yRow);
        a7.add(c7).intoArray(y, y0 + 7 * yRow);
    }

    private static void block4x2(
            float[] x,
            int x0,
            int xRow,
            int inputs,
            float[] w,
            int w0,
            float[] bias,
            int b0,
            float[] y,
            int y0,
            int yRow) {
        int x1 = x0 + xRow;
        int x2 = x1 + xRow;
        int x3 = x2 + xRow;
        FloatVector a0 = load(bias, b0);
        FloatVector c0 = load(bias, b0 + COUNT);
        FloatVector a1 = load(bias, b0);
        FloatVector a2 = load(bias, b0);
        FloatVector a3 = load(bias, b0);
        FloatVector c1 = load(bias, b0 + COUNT);
        FloatVector c2 = load(bias, b0 + COUNT);
        FloatVector c3 = load(bias, b0 + COUNT);
        for (int i = 0; i < inputs; i++) {
            FloatVector left = load(w, w0 + i * 2 * COUNT);
            FloatVector right = load(w, w0 + i * 2 * COUNT + COUNT);
            FloatVector in = all(x[x0 + i]);
            a0 = in.fma(left, a0);
            c0 = in.fma(right, c0);
            in = all(x[x1 + i]);
            a1 = in.fma(left, a1);
            c1 = in.fma(right, c1);
            in = all(x[x2 + i]);
            a2 = in.fma(left, a2);
            c2 = in.fma(right, c2);
            in = all(x[x3 + i]);
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
