package io.actionstream.kernels.winograd;

import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * F(7, 3) with the points of F(6, 3), and 4 after infinity. As the polynomials of all other points are those of F(6, 3) times
 * x - 4, what F(6, 3) makes of the differences {@code d[j + 1] - 4 d[j]} are their values.
 */
public final class VectorF73 implements Transform {

    @Override
    public MinimalFilter filter() {
        return MinimalFilter.F73;
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
        int at6 = d0 + at[6];
        int at7 = d0 + at[7];
        int at8 = d0 + at[8];
        FloatVector f525 = all(5.25f);
        FloatVector lessFour = all(-4);
        FloatVector f425 = all(-4.25f);
        FloatVector f25 = all(-2.5f);
        FloatVector f125 = all(-1.25f);
        FloatVector quarter = all(0.25f);
        FloatVector two = all(2);
        FloatVector half = all(0.5f);
        FloatVector lessFive = all(-5);
        FloatVector four = all(4);
        for (int i = 0; i < vectors; i++) {
            int s = i * dStep;
            int t = v0 + i * vStep;
            FloatVector x0 = load(d, at0 + s);
            FloatVector x1 = load(d, at1 + s);
            FloatVector x2 = load(d, at2 + s);
            FloatVector x3 = load(d, at3 + s);
            FloatVector x4 = load(d, at4 + s);
            FloatVector x5 = load(d, at5 + s);
            FloatVector x6 = load(d, at6 + s);
            FloatVector x7 = load(d, at7 + s);
            x3.sub(x5).fma(f525, x7.sub(x1)).intoArray(v, t + 8 * point);
            x0 = x0.fma(lessFour, x1);
            x1 = x1.fma(lessFour, x2);
            x2 = x2.fma(lessFour, x3);
            x3 = x3.fma(lessFour, x4);
            x4 = x4.fma(lessFour, x5);
            x5 = x5.fma(lessFour, x6);
            x6 = x6.fma(lessFour, x7);
            x7 = x7.fma(lessFour, load(d, at8 + s));
            x4.sub(x2).fma(f525, x0.sub(x6)).intoArray(v, t);
            x3.sub(x5).fma(f525, x7.sub(x1)).intoArray(v, t + 7 * point);
            FloatVector even = x4.fma(f425, x2.add(x6));
            FloatVector odd = x3.fma(f425, x1.add(x5));
            even.add(odd).intoArray(v, t + point);
            even.sub(odd).intoArray(v, t + 2 * point);
            x3 = x3.mul(f25);
            even = x4.fma(f125, x2.fma(quarter, x6));
            odd = x5.fma(two, x1.fma(half, x3));
            even.add(odd).intoArray(v, t + 3 * point);
            even.sub(odd).intoArray(v, t + 4 * point);
            even = x4.fma(lessFive, x2.fma(four, x6));
            odd = x5.fma(half, x1.fma(two, x3));
            even.add(odd).intoArray(v, t + 5 * point);
            even.sub(odd).intoArray(v, t + 6 * point);
        }
    }

    @Override
    public void output(float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        outputs(m, m0, point, mStep, y, y0, row, yStep, vectors);
    }

    private static void outputs(
            float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        FloatVector thirtyTwo = all(32);
        FloatVector four = all(4);
        FloatVector sixteen = all(16);
        FloatVector two = all(2);
        FloatVector eight = all(8);
        FloatVector half = all(0.5f);
        FloatVector sixtyFour = all(64);
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
            p = load(m, s + 5 * point);
            q = load(m, s + 6 * point);
            FloatVector sum3 = p.add(q);
            FloatVector difference3 = p.sub(q);
            FloatVector last = load(m, s + 8 * point);
            sum3.fma(thirtyTwo, sum1.add(sum2)).add(load(m, s)).add(last).intoArray(y, t);
            last.fma(four, difference3.fma(sixteen, difference2.fma(two, difference1)))
                    .intoArray(y, t + row);
            last = last.mul(sixteen);
            sum3.fma(eight, sum2.fma(four, sum1)).add(last).intoArray(y, t + 2 * row);
            last.fma(four, difference3.fma(four, difference2.fma(eight, difference1)))
                    .intoArray(y, t + 3 * row);
            last = last.mul(sixteen);
            sum3.fma(two, sum2.fma(sixteen, sum1)).add(last).intoArray(y, t + 4 * row);
            last.fma(four, difference2.fma(thirtyTwo, difference1.add(difference3)))
                    .intoArray(y, t + 5 * row);
            sum1 = sum1.add(load(m, s + 7 * point));
            last.fma(sixteen, sum3.fma(half, sum2.fma(sixtyFour, sum1))).intoArray(y, t + 6 * row);
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
        int at4 = y0 + at[4];
        int at5 = y0 + at[5];
        int at6 = y0 + at[6];
        FloatVector two = all(2);
        FloatVector four = all(4);
        FloatVector eight = all(8);
        FloatVector sixteen = all(16);
        FloatVector thirtyTwo = all(32);
        FloatVector sixtyFour = all(64);
        FloatVector half = all(0.5f);
        for (int i = 0; i < vectors; i++) {
            int s = i * yStep;
            int t = m0 + i * mStep;
            FloatVector g0 = load(y, at0 + s);
            FloatVector g1 = load(y, at1 + s);
            FloatVector g2 = load(y, at2 + s);
            FloatVector g3 = load(y, at3 + s);
            FloatVector g4 = load(y, at4 + s);
            FloatVector g5 = load(y, at5 + s);
            FloatVector g6 = load(y, at6 + s);
            g0.intoArray(m, t);
            g6.intoArray(m, t + 7 * point);
            FloatVector even = g0.add(g2).add(g4.add(g6));
            FloatVector odd = g1.add(g3).add(g5);
            even.add(odd).intoArray(m, t + point);
            even.sub(odd).intoArray(m, t + 2 * point);
            even = g6.fma(sixtyFour, g4.fma(sixteen, g2.fma(four, g0)));
            odd = g5.fma(thirtyTwo, g3.fma(eight, g1.mul(two)));
            even.add(odd).intoArray(m, t + 3 * point);
            even.sub(odd).intoArray(m, t + 4 * point);
            even = g0.fma(thirtyTwo, g2.fma(eight, g4.fma(two, g6.mul(half))));
            odd = g1.fma(sixteen, g3.fma(four, g5));
            even.add(odd).intoArray(m, t + 5 * point);
            even.sub(odd).intoArray(m, t + 6 * point);
            FloatVector last = g6.fma(four, g5).fma(four, g4).fma(four, g3);
            last.fma(four, g2).fma(four, g1).fma(four, g0).intoArray(m, t + 8 * point);
        }
    }
}
