package io.actionstream.kernels.gemm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * In vectors of pixels: each weight is broadcast and multiplied with two vectors of an input. With 32 registers sums of eight
 * outputs stay in them, with 16 of four. The weights of these are neighbours, so that one index finds them all.
 */
public final class VectorPixelProduct implements PixelProduct {
    private static final boolean WIDE = COUNT >= 16;

    @Override
    public int columns() {
        return WIDE ? 8 : 4;
    }

    @Override
    public int lanes() {
        return COUNT;
    }

    @Override
    public void multiply(Shape shape, float[] x, int x0, PackedWeights weights, float[] y, int y0) {
        int outputs = weights.outputs();
        int columns = columns();
        for (int product = 0; product < shape.products(); product++) {
            int from = x0 + product * shape.xStep();
            int to = y0 + product * shape.yStep();
            for (int output = 0; output < outputs; output += columns) {
                block(shape, x, from, weights, product, output, y, to + output * shape.yRow());
            }
        }
    }

    private static void block(
            Shape shape, float[] x, int x0, PackedWeights weights, int product, int output, float[] y, int y0) {
        int[] at = shape.at();
        int xSecond = shape.xSecond();
        float[] w = weights.numbers();
        int w0 = weights.at(product, output);
        float[] bias = weights.biases();
        int b0 = weights.biasAt(product, output);
        if (WIDE) {
            block8x2(x, x0, at, xSecond, w, w0, bias, b0, y, y0, shape.yRow(), shape.ySecond());
        } else {
            block4x2(x, x0, at, xSecond, w, w0, bias, b0, y, y0, shape.yRow(), shape.ySecond());
        }
    }

    private static void block8x2(
            float[] x,
            int x0,
            int[] at,
            int xSecond,
            float[] w,
            int w0,
            float[] bias,
            int b0,
            float[] y,
            int y0,
            int yRow,
            int ySecond) {
        FloatVector a0 = all(bias[b0]);
        FloatVector a1 = all(bias[b0 + 1]);
        FloatVector a2 = all(bias[b0 + 2]);
        FloatVector a3 = all(bias[b0 + 3]);
        FloatVector a4 = all(bias[b0 + 4]);
        FloatVector a5 = all(bias[b0 + 5]);
        FloatVector a6 = all(bias[b0 + 6]);
        FloatVector a7 = all(bias[b0 + 7]);
        FloatVector c0 = all(bias[b0]);
        FloatVector c1 = all(bias[b0 + 1]);
        FloatVector c2 = all(bias[b0 + 2]);
        FloatVector c3 = all(bias[b0 + 3]);
        FloatVector c4 = all(bias[b0 + 4]);
        FloatVector c5 = all(bias[b0 + 5]);
        FloatVector c6 = all(bias[b0 + 6]);
        FloatVector c7 = all(bias[b0 + 7]);
        for (int i = 0; i < at.length; i++) {
            int from = x0 + at[i];
            FloatVector first = load(x, from);
            FloatVector second = load(x, from + xSecond);
            FloatVector weight = all(w[w0 + 8 * i]);
            a0 = weight.fma(first, a0);
            c0 = weight.fma(second, c0);
            weight = all(w[w0 + 8 * i + 1]);
            a1 = weight.fma(first, a1);
            c1 = weight.fma(second, c1);
            weight = all(w[w0 + 8 * i + 2]);
            a2 = weight.fma(first, a2);
            c2 = weight.fma(second, c2);
            weight = all(w[w0 + 8 * i + 3]);
            a3 = weight.fma(first, a3);
            c3 = weight.fma(second, c3);
            weight = all(w[w0 + 8 * i + 4]);
            a4 = weight.fma(first, a4);
            c4 = weight.fma(second, c4);
            weight = all(w[w0 + 8 * i + 5]);
            a5 = weight.fma(first, a5);
            c5 = weight.fma(second, c5);
            weight = all(w[w0 + 8 * i + 6]);
            a6 = weight.fma(first, a6);
            c6 = weight.fma(second, c6);
            weight = all(w[w0 + 8 * i + 7]);
            a7 = weight.fma(first, a7);
            c7 = weight.fma(second, c7);
        }
        a0.intoArray(y, y0);
        c0.intoArray(y, y0 + ySecond);
        a1.intoArray(y, y0 + yRow);
        c1.intoArray(y, y0 + yRow + ySecond);
        a2.intoArray(y, y0 + 2 * yRow);
        c2.intoArray(y, y0 + 2 * yRow + ySecond);
        a3.intoArray(y, y0 + 3 * yRow);
        c3.intoArray(y, y0 + 3 * yRow + ySecond);
        a4.intoArray(y, y0 + 4 * yRow);
        c4.intoArray(y, y0 + 4 * yRow + ySecond);
        a5.intoArray(y, y0 + 5 * yRow);
        c5.intoArray(y, y0 + 5 * yRow + ySecond);
        a6.intoArray(y, y0 + 6 * yRow);
        c6.intoArray(y, y0 + 6 * yRow + ySecond);
        a7.intoArray(y, y0 + 7 * yRow);
        c7.intoArray(y, y0 + 7 * yRow + ySecond);
    }

    private static void block4x2(
            float[] x,
            int x0,
            int[] at,
            int xSecond,
            float[] w,
            int w0,
            float[] bias,
            int b0,
            float[] y,
            int y0,
            int yRow,
            int ySecond) {
        FloatVector a0 = all(bias[b0]);
        FloatVector a1 = all(bias[b0 + 1]);
        FloatVector a2 = all(bias[b0 + 2]);
        FloatVector a3 = all(bias[b0 + 3]);
        FloatVector c0 = all(bias[b0]);
        FloatVector c1 = all(bias[b0 + 1]);
        FloatVector c2 = all(bias[b0 + 2]);
        FloatVector c3 = all(bias[b0 + 3]);
        for (int i = 0; i < at.length; i++) {
            int from = x0 + at[i];
            FloatVector first = load(x, from);
            FloatVector second = load(x, from + xSecond);
            FloatVector weight = all(w[w0 + 4 * i]);
            a0 = weight.fma(first, a0);
            c0 = weight.fma(second, c0);
            weight = all(w[w0 + 4 * i + 1]);
            a1 = weight.fma(first, a1);
            c1 = weight.fma(second, c1);
            weight = all(w[w0 + 4 * i + 2]);
            a2 = weight.fma(first, a2);
            c2 = weight.fma(second, c2);
            weight = all(w[w0 + 4 * i + 3]);
            a3 = weight.fma(first, a3);
            c3 = weight.fma(second, c3);
        }
        a0.intoArray(y, y0);
        c0.intoArray(y, y0 + ySecond);
        a1.intoArray(y, y0 + yRow);
        c1.intoArray(y, y0 + yRow + ySecond);
        a2.intoArray(y, y0 + 2 * yRow);
        c2.intoArray(y, y0 + 2 * yRow + ySecond);
        a3.intoArray(y, y0 + 3 * yRow);
        c3.intoArray(y, y0 + 3 * yRow + ySecond);
    }
}
