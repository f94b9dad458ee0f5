package io.actionstream.kernels.dct;

import static io.actionstream.kernels.dct.Constants.*;

/** Plain loops: for a Java without the Vector API, and what {@link VectorInverseDct} is tested against. */
final class PlainInverseDct implements InverseDct {
    /** A block's row or column on its way. */
    private final int[] line = new int[8];

    @Override
    public void columns(int points, int[] coefficients, int stride, int[] rows) {
        for (int i = 0; i < stride; i++) {
            for (int v = 0; v < points; v++) {
                line[v] = coefficients[v * stride + i];
            }
            transform(points, COLUMN_SHIFT);
            for (int y = 0; y < points; y++) {
                rows[y * stride + i] = line[y];
            }
        }
    }

    @Override
    public void row(int points, int[] rows, int from, int stride, int lanes, int[] pixels, int to) {
        for (int i = 0; i < lanes; i++) {
            for (int u = 0; u < points; u++) {
                line[u] = rows[from + u * stride + i];
            }
            transform(points, ROW_SHIFT);
            for (int x = 0; x < points; x++) {
                pixels[to + x * lanes + i] = Math.min(Math.max(line[x], 0), WHITE);
            }
        }
    }

    private void transform(int points, int shift) {
        switch (points) {
            case 8 -> eight(shift);
            case 4 -> four(shift);
            case 2 -> two(shift);
            default -> line[0] = (line[0] << BITS) + bias(shift) >> shift;
        }
    }

    private void two(int shift) {
        int even = (line[0] << BITS) + bias(shift);
        int odd = line[1] << BITS;
        line[0] = even + odd >> shift;
        line[1] = even - odd >> shift;
    }

    private void four(int shift) {
        int even0 = (line[0] + line[2] << BITS) + bias(shift);
        int even1 = (line[0] - line[2] << BITS) + bias(shift);
        int odd0 = line[1] * F_1_306 + line[3] * F_0_541;
        int odd1 = line[1] * F_0_541 - line[3] * F_1_306;
        line[0] = even0 + odd0 >> shift;
        line[1] = even1 + odd1 >> shift;
        line[2] = even1 - odd1 >> shift;
        line[3] = even0 - odd0 >> shift;
    }

    private void eight(int shift) {
        int half = (line[2] + line[6]) * F_0_541;
        int low = half - line[6] * F_1_847;
        int high = half + line[2] * F_0_765;
        int sum = (line[0] + line[4] << BITS) + bias(shift);
        int difference = (line[0] - line[4] << BITS) + bias(shift);
        int even0 = sum + high;
        int even1 = difference + low;
        int even2 = difference - low;
        int even3 = sum - high;

        int a = line[7] + line[3];
        int b = line[5] + line[1];
        int c = (a + b) * F_1_175;
        int d = (line[7] + line[1]) * -F_0_899;
        int e = (line[5] + line[3]) * -F_2_562;
        int f = c - a * F_1_961;
        int g = c - b * F_0_390;
        int odd0 = line[1] * F_1_501 + d + g;
        int odd1 = line[3] * F_3_072 + e + f;
        int odd2 = line[5] * F_2_053 + e + g;
        int odd3 = line[7] * F_0_298 + d + f;

        line[0] = even0 + odd0 >> shift;
        line[1] = even1 + odd1 >> shift;
        line[2] = even2 + odd2 >> shift;
        line[3] = even3 + odd3 >> shift;
        line[4] = even3 - odd3 >> shift;
        line[5] = even2 - odd2 >> shift;
        line[6] = even1 - odd1 >> shift;
        line[7] = even0 - odd0 >> shift;
    }
}
