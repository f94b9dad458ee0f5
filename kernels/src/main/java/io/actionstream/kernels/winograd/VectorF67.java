package io.actionstream.kernels.winograd;

import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * F(6, 7) with the points 0, 1, -1, 2, -2, 1/2, -1/2, 3/2, -3/2, 3/4, -3/4 and infinity. 0 takes even inputs only, infinity odd
 * ones, and a point and its opposite share the sums of both. A method for each of these, as C2 keeps no more constants in
 * registers.
 */
public final class VectorF67 implements Transform {
    private static final double[][] INPUTS = MinimalFilter.F67.inputs();
    private static final double[][] OUTPUTS = MinimalFilter.F67.outputs();
    private static final int POINTS = INPUTS.length;

    @Override
    public MinimalFilter filter() {
        return MinimalFilter.F67;
    }

    @Override
    public void input(float[] d, int d0, int[] at, int dStep, float[] v, int v0, int point, int vStep, int vectors) {
        everySecond(INPUTS[0], 0, d, d0, at, dStep, v, v0, vStep, vectors);
        for (int p = 1; p < POINTS - 1; p += 2) {
            opposites(INPUTS[p], d, d0, at, dStep, v, v0 + p * point, point, vStep, vectors);
        }
        everySecond(INPUTS[POINTS - 1], 1, d, d0, at, dStep, v, v0 + (POINTS - 1) * point, vStep, vectors);
    }

    private static void everySecond(
            double[] factors,
            int first,
            float[] d,
            int d0,
            int[] at,
            int dStep,
            float[] v,
            int v0,
            int vStep,
            int vectors) {
        FloatVector f0 = all((float) factors[first]);
        FloatVector f1 = all((float) factors[first + 2]);
        FloatVector f2 = all((float) factors[first + 4]);
        FloatVector f3 = all((float) factors[first + 6]);
        FloatVector f4 = all((float) factors[first + 8]);
        FloatVector f5 = all((float) factors[first + 10]);
        int at0 = d0 + at[first];
        int at1 = d0 + at[first + 2];
        int at2 = d0 + at[first + 4];
        int at3 = d0 + at[first + 6];
        int at4 = d0 + at[first + 8];
        int at5 = d0 + at[first + 10];
        for (int i = 0; i < vectors; i++) {
            int s = i * dStep;
            FloatVector sum = load(d, at0 + s).mul(f0);
            sum = load(d, at1 + s).fma(f1, sum);
            sum = load(d, at2 + s).fma(f2, sum);
            sum = load(d, at3 + s).fma(f3, sum);
            sum = load(d, at4 + s).fma(f4, sum);
            sum = load(d, at5 + s).fma(f5, sum);
            sum.intoArray(v, v0 + i * vStep);
        }
    }

    private static void opposites(
            double[] factors,
            float[] d,
            int d0,
            int[] at,
            int dStep,
            float[] v,
            int v0,
            int point,
            int vStep,
            int vectors) {
        FloatVector f1 = all((float) factors[1]);
        FloatVector f2 = all((float) factors[2]);
        FloatVector f3 = all((float) factors[3]);
        FloatVector f4 = all((float) factors[4]);
        FloatVector f5 = all((float) factors[5]);
        FloatVector f6 = all((float) factors[6]);
        FloatVector f7 = all((float) factors[7]);
        FloatVector f8 = all((float) factors[8]);
        FloatVector f9 = all((float) factors[9]);
        FloatVector f10 = all((float) factors[10]);
        int at1 = d0 + at[1];
        int at2 = d0 + at[2];
        int at3 = d0 + at[3];
        int at4 = d0 + at[4];
        int at5 = d0 + at[5];
        int at6 = d0 + at[6];
        int at7 = d0 + at[7];
        int at8 = d0 + at[8];
        int at9 = d0 + at[9];
        int at10 = d0 + at[10];
        for (int i = 0; i < vectors; i++) {
            int s = i * dStep;
            int t = v0 + i * vStep;
            FloatVector odd = load(d, at1 + s).mul(f1);
            FloatVector even = load(d, at2 + s).mul(f2);
            odd = load(d, at3 + s).fma(f3, odd);
            even = load(d, at4 + s).fma(f4, even);
            odd = load(d, at5 + s).fma(f5, odd);
            even = load(d, at6 + s).fma(f6, even);
            odd = load(d, at7 + s).fma(f7, odd);
            even = load(d, at8 + s).fma(f8, even);
            odd = load(d, at9 + s).fma(f9, odd);
            even = load(d, at10 + s).fma(f10, even);
            even.add(odd).intoArray(v, t);
            even.sub(odd).intoArray(v, t + point);
        }
    }

    @Override
    public void output(float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        even(m, m0, point, mStep, y, y0, 2 * row, yStep, vectors);
        odd(m, m0, point, mStep, y, y0 + row, 2 * row, yStep, vectors);
    }

    /** Outputs 0, 2 and 4: powers of each point times the sum of its product and its opposite's. */
    private static void even(
            float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        for (int i = 0; i < vectors; i++) {
            int s = m0 + i * mStep;
            int t = y0 + i * yStep;
            FloatVector pair = load(m, s + point).add(load(m, s + 2 * point));
            FloatVector low = pair.add(load(m, s));
            FloatVector y2 = pair;
            FloatVector y4 = pair;
            pair = load(m, s + 3 * point).add(load(m, s + 4 * point));
            low = low.add(pair);
            y2 = pair.fma(all(4), y2);
            y4 = pair.fma(all(16), y4);
            pair = load(m, s + 5 * point).add(load(m, s + 6 * point));
            low = low.add(pair);
            y2 = pair.fma(all(0.25f), y2);
            y4 = pair.fma(all(0.0625f), y4);
            pair = load(m, s + 7 * point).add(load(m, s + 8 * point));
            low = low.add(pair);
            y2 = pair.fma(all(2.25f), y2);
            y4 = pair.fma(all(5.0625f), y4);
            pair = load(m, s + 9 * point).add(load(m, s + 10 * point));
            low = low.add(pair);
            y2 = pair.fma(all(0.5625f), y2);
            y4 = pair.fma(all(0.31640625f), y4);
            low.intoArray(y, t);
            y2.intoArray(y, t + row);
            y4.intoArray(y, t + 2 * row);
        }
    }

    /** Outputs 1, 3 and 5: powers of each point times the difference of its product and its opposite's. */
    private static void odd(
            float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        for (int i = 0; i < vectors; i++) {
            int s = m0 + i * mStep;
            int t = y0 + i * yStep;
            FloatVector pair = load(m, s + point).sub(load(m, s + 2 * point));
            FloatVector y1 = pair;
            FloatVector y3 = pair;
            FloatVector y5 = pair.add(load(m, s + 11 * point));
            pair = load(m, s + 3 * point).sub(load(m, s + 4 * point));
            y1 = pair.fma(all(2), y1);
            y3 = pair.fma(all(8), y3);
            y5 = pair.fma(all(32), y5);
            pair = load(m, s + 5 * point).sub(load(m, s + 6 * point));
            y1 = pair.fma(all(0.5f), y1);
            y3 = pair.fma(all(0.125f), y3);
            y5 = pair.fma(all(0.03125f), y5);
            pair = load(m, s + 7 * point).sub(load(m, s + 8 * point));
            y1 = pair.fma(all(1.5f), y1);
            y3 = pair.fma(all(3.375f), y3);
            y5 = pair.fma(all(7.59375f), y5);
            pair = load(m, s + 9 * point).sub(load(m, s + 10 * point));
            y1 = pair.fma(all(0.75f), y1);
            y3 = pair.fma(all(0.421875f), y3);
            y5 = pair.fma(all(0.2373046875f), y5);
            y1.intoArray(y, t);
            y3.intoArray(y, t + row);
            y5.intoArray(y, t + 2 * row);
        }
    }

    /** 0 has the first output's gradient and infinity the last one's; a point and its opposite share the sums of both. */
    @Override
    public void outputGradient(
            float[] y, int y0, int[] at, int yStep, float[] m, int m0, int point, int mStep, int vectors) {
        for (int i = 0; i < vectors; i++) {
            load(y, y0 + at[0] + i * yStep).intoArray(m, m0 + i * mStep);
            load(y, y0 + at[5] + i * yStep).intoArray(m, m0 + (POINTS - 1) * point + i * mStep);
        }
        for (int p = 1; p < POINTS - 1; p += 2) {
            oppositeGradients(p, y, y0, at, yStep, m, m0 + p * point, point, mStep, vectors);
        }
    }

    private static void oppositeGradients(
            int p, float[] y, int y0, int[] at, int yStep, float[] m, int m0, int point, int mStep, int vectors) {
        FloatVector f1 = all((float) OUTPUTS[1][p]);
        FloatVector f2 = all((float) OUTPUTS[2][p]);
        FloatVector f3 = all((float) OUTPUTS[3][p]);
        FloatVector f4 = all((float) OUTPUTS[4][p]);
        FloatVector f5 = all((float) OUTPUTS[5][p]);
        int at0 = y0 + at[0];
        int at1 = y0 + at[1];
        int at2 = y0 + at[2];
        int at3 = y0 + at[3];
        int at4 = y0 + at[4];
        int at5 = y0 + at[5];
        for (int i = 0; i < vectors; i++) {
            int s = i * yStep;
            int t = m0 + i * mStep;
            FloatVector even = load(y, at4 + s).fma(f4, load(y, at2 + s).fma(f2, load(y, at0 + s)));
            FloatVector odd = load(y, at5 + s)
                    .fma(f5, load(y, at3 + s).fma(f3, load(y, at1 + s).mul(f1)));
            even.add(odd).intoArray(m, t);
            even.sub(odd).intoArray(m, t + point);
        }
    }
}
