package io.actionstream.kernels.winograd;

import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 3) with the points 0, 1, -1, 2, -2 and infinity. A point and its opposite share the sums of their even and of their
 * odd inputs.
 */
public final class VectorF43 implements Transform {

    @Override
    public MinimalFilter filter() {
        return MinimalFilter.F43;
    }

    @Override
    public void input(float[] d, int d0, int[] at, int dStep, float[] v, int v0, int point, int vStep, int vectors) {
        inputs(d, d0, at, dStep, v, v0, point, vStep, vectors);
    }

    private static void inputs(
            float[] d, int d0, int[] at, int dStep, float[] v, int v0, int point, int vStep, int vectors) {
        int at0 = d0 + at[0];
        int at1 = d0 + at[1];
        int at2 = d0 + at[2];
        int at3 = d0 + at[3];
        int at4 = d0 + at[4];
        int at5 = d0 + at[5];
        FloatVector four = all(4);
        FloatVector lessFive = all(-5);
        FloatVector lessFour = all(-4);
        for (int i = 0; i < vectors; i++) {
            int s = i * dStep;
            int t = v0 + i * vStep;
            FloatVector x0 = load(d, at0 + s);
            FloatVector x1 = load(d, at1 + s);
            FloatVector x2 = load(d, at2 + s);
            FloatVector x3 = load(d, at3 + s);
            FloatVector x4 = load(d, at4 + s);
            FloatVector x5 = load(d, at5 + s);
            x0.fma(four, x2.fma(lessFive, x4)).intoArray(v, t);
            x1.fma(four, x3.fma(lessFive, x5)).intoArray(v, t + 5 * point);
            FloatVector even = x2.fma(lessFour, x4);
            FloatVector odd = x1.fma(lessFour, x3);
            even.add(odd).intoArray(v, t + point);
            even.sub(odd).intoArray(v, t + 2 * point);
            even = x4.sub(x2);
            odd = x3.sub(x1);
            odd = odd.add(odd);
            even.add(odd).intoArray(v, t + 3 * point);
            even.sub(odd).intoArray(v, t + 4 * point);
        }
    }

    @Override
    public void output(float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        outputs(m, m0, point, mStep, y, y0, row, yStep, vectors);
    }

    private static void outputs(
            float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        FloatVector two = all(2);
        FloatVector four = all(4);
        FloatVector eight = all(8);
        for (int i = 0; i < vectors; i++) {
            int s = m0 + i * mStep;
            int t = y0 + i * yStep;
            FloatVector p = load(m, s + point);
            FloatVector q = load(m, s + 2 * point);
            FloatVector sum1 = p.add(q);
            FloatVector difference1 = p.sub(q);
            p = load(m, s + 3 * point);
            q = load(m, s + 4 * point);
            FloatVector sum2 = p.add(q);
            FloatVector difference2 = p.sub(q);
            load(m, s).add(sum1).add(sum2).intoArray(y, t);
            difference2.fma(two, difference1).intoArray(y, t + row);
            sum2.fma(four, sum1).intoArray(y, t + 2 * row);
            difference2.fma(eight, difference1.add(load(m, s + 5 * point))).intoArray(y, t + 3 * row);
        }
    }

    @Override
    public void outputGradient(
            float[] y, int y0, int[] at, int yStep, float[] m, int m0, int point, int mStep, int vectors) {
        outputGradients(y, y0, at, yStep, m, m0, point, mStep, vectors);
    }

    private static void outputGradients(
            float[] y, int y0, int[] at, int yStep, float[] m, int m0, int point, int mStep, int vectors) {
        int at0 = y0 + at[0];
        int at1 = y0 + at[1];
        int at2 = y0 + at[2];
        int at3 = y0 + at[3];
        FloatVector two = all(2);
        FloatVector four = all(4);
        FloatVector eight = all(8);
        for (int i = 0; i < vectors; i++) {
            int s = i * yStep;
            int t = m0 + i * mStep;
            FloatVector g0 = load(y, at0 + s);
            FloatVector g1 = load(y, at1 + s);
            FloatVector g2 = load(y, at2 + s);
            FloatVector g3 = load(y, at3 + s);
            g0.intoArray(m, t);
            g3.intoArray(m, t + 5 * point);
            FloatVector even = g0.add(g2);
            FloatVector odd = g1.add(g3);
            even.add(odd).intoArray(m, t + point);
            even.sub(odd).intoArray(m, t + 2 * point);
            even = g2.fma(four, g0);
            odd = g3.fma(eight, g1.mul(two));
            even.add(odd).intoArray(m, t + 3 * point);
            even.sub(odd).intoArray(m, t + 4 * point);
        }
    }
}
