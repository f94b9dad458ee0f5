package io.actionstream.kernels.stem;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/** In vectors of outputs: each number of x is broadcast, and the sums of the seven taps stay in registers. */
public final class VectorTapProduct implements TapProduct {

    @Override
    public void add(float[] x, int x0, float[] y, int y0, int pixels, int outputs, float[] sums, int sums0) {
        for (int output = 0; output < outputs; output += COUNT) {
            block7x1(x, x0, y, y0 + output, pixels, outputs, sums, sums0 + output);
        }
    }

    private static void block7x1(
            float[] x, int x0, float[] y, int y0, int pixels, int outputs, float[] sums, int sums0) {
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector a6 = FloatVector.zero(SPECIES);
        for (int pixel = 0; pixel < pixels; pixel++) {
            int from = x0 + pixel;
            FloatVector gradient = load(y, y0 + pixel * outputs);
            a0 = all(x[from]).fma(gradient, a0);
            a1 = all(x[from + 1]).fma(gradient, a1);
            a2 = all(x[from + 2]).fma(gradient, a2);
            a3 = all(x[from + 3]).fma(gradient, a3);
            a4 = all(x[from + 4]).fma(gradient, a4);
            a5 = all(x[from + 5]).fma(gradient, a5);
            a6 = all(x[from + 6]).fma(gradient, a6);
        }
        add(a0, sums, sums0);
        add(a1, sums, sums0 + outputs);
        add(a2, sums, sums0 + 2 * outputs);
        add(a3, sums, sums0 + 3 * outputs);
        add(a4, sums, sums0 + 4 * outputs);
        add(a5, sums, sums0 + 5 * outputs);
        add(a6, sums, sums0 + 6 * outputs);
    }

    private static void add(FloatVector sum, float[] sums, int at) {
        sum.add(load(sums, at)).intoArray(sums, at);
    }
}
