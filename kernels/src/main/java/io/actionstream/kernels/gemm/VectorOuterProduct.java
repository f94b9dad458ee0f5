package io.actionstream.kernels.gemm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * In vectors of outputs: each input of a row is broadcast and multiplied with vectors of y. The sums of some inputs, in the shapes
 * of {@link RegisterShape}, stay in registers from the first row to the last.
 */
public final class VectorOuterProduct implements OuterProduct {

    @Override
    public void add(Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0) {
        int inputs = shape.inputs();
        int outputs = shape.outputs();
        RegisterShape block = RegisterShape.of(outputs, COUNT);
        for (int product = 0; product < shape.products(); product++) {
            int from = x0 + product * shape.xStep();
            int to = y0 + product * shape.yStep();
            int sum = sums0 + product * inputs * outputs;
            for (int output = 0; output < outputs; output += block.vectors() * COUNT) {
                for (int input = 0; input < inputs; input += block.rows()) {
                    add(block, shape, x, from + input, y, to + output, sums, sum + input * outputs + output);
                }
            }
        }
    }

    private static void add(
            RegisterShape block, Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0) {
        int inputs = shape.inputs();
        int outputs = shape.outputs();
        int rows = shape.rows();
        switch (block) {
            case ROWS_4_VECTORS_4 -> block4x4(x, x0, inputs, y, y0, outputs, rows, sums, sums0);
            case ROWS_8_VECTORS_2 -> block8x2(x, x0, inputs, y, y0, outputs, rows, sums, sums0);
            case ROWS_16_VECTORS_1 -> block16x1(x, x0, inputs, y, y0, outputs, rows, sums, sums0);
            case ROWS_4_VECTORS_2 -> block4x2(x, x0, inputs, y, y0, outputs, rows, sums, sums0);
        }
    }

    private static void block4x4(
            float[] x, int x0, int inputs, float[] y, int y0, int outputs, int rows, float[] sums, int sums0) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector e0 = FloatVector.zero(SPECIES);
        FloatVector f0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector e1 = FloatVector.zero(SPECIES);
        FloatVector f1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector e2 = FloatVector.zero(SPECIES);
        FloatVector f2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        FloatVector e3 = FloatVector.zero(SPECIES);
        FloatVector f3 = FloatVector.zero(SPECIES);
        for (int row = 0; row < rows; row++) {
            int from = x0 + row * inputs;
            int to = y0 + row * outputs;
            FloatVector right0 = load(y, to);
            FloatVector right1 = load(y, to + COUNT);
            FloatVector right2 = load(y, to + 2 * COUNT);
            FloatVector right3 = load(y, to + 3 * COUNT);
            FloatVector left = all(x[from]);
            a0 = left.fma(right0, a0);
            c0 = left.fma(right1, c0);
            e0 = left.fma(right2, e0);
            f0 = left.fma(right3, f0);
            left = all(x[from + 1]);
            a1 = left.fma(right0, a1);
            c1 = left.fma(right1, c1);
            e1 = left.fma(right2, e1);
            f1 = left.fma(right3, f1);
            left = all(x[from + 2]);
            a2 = left.fma(right0, a2);
            c2 = left.fma(right1, c2);
            e2 = left.fma(right2, e2);
            f2 = left.fma(right3, f2);
            left = all(x[from + 3]);
            a3 = left.fma(right0, a3);
            c3 = left.fma(right1, c3);
            e3 = left.fma(right2, e3);
            f3 = left.fma(right3, f3);
        }
        add(a0, sums, sums0);
        add(c0, sums, sums0 + COUNT);
        add(e0, sums, sums0 + 2 * COUNT);
        add(f0, sums, sums0 + 3 * COUNT);
        add(a1, sums, sums0 + outputs);
        add(c1, sums, sums0 + outputs + COUNT);
        add(e1, sums, sums0 + outputs + 2 * COUNT);
        add(f1, sums, sums0 + outputs + 3 * COUNT);
        add(a2, sums, sums0 + 2 * outputs);
        add(c2, sums, sums0 + 2 * outputs + COUNT);
        add(e2, sums, sums0 + 2 * outputs + 2 * COUNT);
        add(f2, sums, sums0 + 2 * outputs + 3 * COUNT);
        add(a3, sums, sums0 + 3 * outputs);
        add(c3, sums, sums0 + 3 * outputs + COUNT);
        add(e3, sums, sums0 + 3 * outputs + 2 * COUNT);
        add(f3, sums, sums0 + 3 * outputs + 3 * COUNT);
    }

    private static void block8x2(
            float[] x, int x0, int inputs, float[] y, int y0, int outputs, int rows, float[] sums, int sums0) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector c4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector c5 = FloatVector.zero(SPECIES);
        FloatVector a6 = FloatVector.zero(SPECIES);
        FloatVector c6 = FloatVector.zero(SPECIES);
        FloatVector a7 = FloatVector.zero(SPECIES);
        FloatVector c7 = FloatVector.zero(SPECIES);
        for (int row = 0; row < rows; row++) {
            int from = x0 + row * inputs;
            int to = y0 + row * outputs;
            FloatVector right0 = load(y, to);
            FloatVector right1 = load(y, to + COUNT);
            FloatVector left = all(x[from]);
            a0 = left.fma(right0, a0);
            c0 = left.fma(right1, c0);
            left = all(x[from + 1]);
            a1 = left.fma(right0, a1);
            c1 = left.fma(right1, c1);
            left = all(x[from + 2]);
            a2 = left.fma(right0, a2);
            c2 = left.fma(right1, c2);
            left = all(x[from + 3]);
            a3 = left.fma(right0, a3);
            c3 = left.fma(right1, c3);
            left = all(x[from + 4]);
            a4 = left.fma(right0, a4);
            c4 = left.fma(right1, c4);
            left = all(x[from + 5]);
            a5 = left.fma(right0, a5);
            c5 = left.fma(right1, c5);
            left = all(x[from + 6]);
            a6 = left.fma(right0, a6);
            c6 = left.fma(right1, c6);
            left = all(x[from + 7]);
            a7 = left.fma(right0, a7);
            c7 = left.fma(right1, c7);
        }
        add(a0, sums, sums0);
        add(c0, sums, sums0 + COUNT);
        add(a1, sums, sums0 + outputs);
        add(c1, sums, sums0 + outputs + COUNT);
        add(a2, sums, sums0 + 2 * outputs);
        add(c2, sums, sums0 + 2 * outputs + COUNT);
        add(a3, sums, sums0 + 3 * outputs);
        add(c3, sums, sums0 + 3 * outputs + COUNT);
        add(a4, sums, sums0 + 4 * outputs);
        add(c4, sums, sums0 + 4 * outputs + COUNT);
        add(a5, sums, sums0 + 5 * outputs);
        add(c5, sums, sums0 + 5 * outputs + COUNT);
        add(a6, sums, sums0 + 6 * outputs);
        add(c6, sums, sums0 + 6 * outputs + COUNT);
        add(a7, sums, sums0 + 7 * outputs);
        add(c7, sums, sums0 + 7 * outputs + COUNT);
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
        for (int row = 0; row < rows; row++) {
            int from = x0 + row * inputs;
            int to = y0 + row * outputs;
            FloatVector right = load(y, to);
            a0 = all(x[from]).fma(right, a0);
            a1 = all(x[from + 1]).fma(right, a1);
            a2 = all(x[from + 2]).fma(right, a2);
            a3 = all(x[from + 3]).fma(right, a3);
            a4 = all(x[from + 4]).fma(right, a4);
            a5 = all(x[from + 5]).fma(right, a5);
            a6 = all(x[from + 6]).fma(right, a6);
            a7 = all(x[from + 7]).fma(right, a7);
            a8 = all(x[from + 8]).fma(right, a8);
            a9 = all(x[from + 9]).fma(right, a9);
            a10 = all(x[from + 10]).fma(right, a10);
            a11 = all(x[from + 11]).fma(right, a11);
            a12 = all(x[from + 12]).fma(right, a12);
            a13 = all(x[from + 13]).fma(right, a13);
            a14 = all(x[from + 14]).fma(right, a14);
            a15 = all(x[from + 15]).fma(right, a15);
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
        for (int row = 0; row < rows; row++) {
            int from = x0 + row * inputs;
            int to = y0 + row * outputs;
            FloatVector right0 = load(y, to);
            FloatVector right1 = load(y, to + COUNT);
            FloatVector left = all(x[from]);
            a0 = left.fma(right0, a0);
            c0 = left.fma(right1, c0);
            left = all(x[from + 1]);
            a1 = left.fma(right0, a1);
            c1 = left.fma(right1, c1);
            left = all(x[from + 2]);
            a2 = left.fma(right0, a2);
            c2 = left.fma(right1, c2);
            left = all(x[from + 3]);
            a3 = left.fma(right0, a3);
            c3 = left.fma(right1, c3);
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
