package io.actionstream.kernels.dct;

import static io.actionstream.kernels.dct.Constants.*;

/** Plain loops: for a Java without the Vector API, and what {@link VectorInverseDct} is tested against. */
final class PlainInverseDct implements InverseDct {

    @Override
    public void columns(int points, int[] coefficients, int stride, int[] rows) {
        transform(points, coefficients, 0, stride, stride, rows, 0, COLUMN_SHIFT);
    }

    @Override
    public void row(int points, int[] rows, int from, int stride, int lanes, int[] pixels, int to) {
        transform(points, rows, from, stride, lanes, pixels, to, ROW_SHIFT);
        for (int i = to; i < to + points * lanes; i++) {
            pixels[i] = Math.min(Math.max(pixels[i], 0), WHITE);
        }
    }

    private static void transform(int points, int[] in, int from, int step, int lanes, int[] out, int to, int shift) {
        int bias = bias(shift);
        for (int lane = 0; lane < lanes; lane++) {
            switch (points) {
                case 8 -> eight(in, from + lane, step, out, to + lane, lanes, shift, bias);
                case 4 -> four(in, from + lane, step, out, to + lane, lanes, shift, bias);
                case 2 -> two(in, from + lane, step, out, to + lane, lanes, shift, bias);
                default -> out[to + lane] = (in[from + lane] << BITS) + bias >> shift;
            }
        }
    }

    private static void two(int[] in, int at, int step, int[] out, int to, int outStep, int shift, int bias) {
        int even = (in[at] << BITS) + bias;
        int odd = in[at + step] << BITS;
        out[to] = even + odd >> shift;
        out[to + outStep] = even - odd >> shift;
    }

    private static void four(int[] in, int at, int step, int[] out, int to, int outStep, int shift, int bias) {
        int c0 = in[at];
        int c1 = in[at + step];
        int c2 = in[at + 2 * step];
        int c3 = in[at + 3 * step];
        int even0 = (c0 + c2 << BITS) + bias;
        int even1 = (c0 - c2 << BITS) + bias;
        int odd0 = c1 * F_1_306 + c3 * F_0_541;
        int odd1 = c1 * F_0_541 - c3 * F_1_306;
        out[to] = even0 + odd0 >> shift;
        out[to + outStep] = even1 + odd1 >> shift;
        out[to + 2 * outStep] = even1 - odd1 >> shift;
        out[to + 3 * outStep] = even0 - odd0 >> shift;
    }

    private static void eight(int[] in, int at, int step, int[] out, int to, int outStep, int shift, int bias) {
        int c0 = in[at];
        int c1 = in[at + step];
        int c2 = in[at + 2 * step];
        int c3 = in[at + 3 * step];
        int c4 = in[at + 4 * step];
        int c5 = in[at + 5 * step];
        int c6 = in[at + 6 * step];
        int c7 = in[at + 7 * step];
        if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) == 0) { // as most are
            int flat = (c0 << BITS) + bias >> shift;
            for (int i = 0; i < 8; i++) {
                out[to + i * outStep] = flat;
            }
            return;
        }
        int half = (c2 + c6) * F_0_541;
        int low = half - c6 * F_1_847;
        int high = half + c2 * F_0_765;
        int sum = (c0 + c4 << BITS) + bias;
        int difference = (c0 - c4 << BITS) + bias;
        int even0 = sum + high;
        int even1 = difference + low;
        int even2 = difference - low;
        int even3 = sum - high;

        int a = c7 + c3;
        int b = c5 + c1;
        int c = (a + b) * F_1_175;
        int d = (c7 + c1) * -F_0_899;
        int e = (c5 + c3) * -F_2_562;
        int f = c - a * F_1_961;
        int g = c - b * F_0_390;
        int odd0 = c1 * F_1_501 + d + g;
        int odd1 = c3 * F_3_072 + e + f;
        int odd2 = c5 * F_2_053 + e + g;
        int odd3 = c7 * F_0_298 + d + f;

        out[to] = even0 + odd0 >> shift;
        out[to + outStep] = even1 + odd1 >> shift;
        out[to + 2 * outStep] = even2 + odd2 >> shift;
        out[to + 3 * outStep] = even3 + odd3 >> shift;
        out[to + 4 * outStep] = even3 - odd3 >> shift;
        out[to + 5 * outStep] = even2 - odd2 >> shift;
        out[to + 6 * outStep] = even1 - odd1 >> shift;
        out[to + 7 * outStep] = even0 - odd0 >> shift;
    }
}
