package io.actionstream.kernels.dct;

import static io.actionstream.kernels.dct.Constants.*;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** In vectors of up to eight lanes; wider ones are no faster, as they multiply half as often. */
final class VectorInverseDct implements InverseDct {
    private static final VectorSpecies<Integer> SPECIES =
            IntVector.SPECIES_PREFERRED.length() > LANE_UNIT ? IntVector.SPECIES_256 : IntVector.SPECIES_PREFERRED;

    @Override
    public void columns(int points, int[] coefficients, int stride) {
        for (int at = 0; at < stride; at += SPECIES.length()) {
            switch (points) {
                case 8 -> eight(coefficients, at, stride, coefficients, at, stride, COLUMN_SHIFT);
                case 4 -> four(coefficients, at, stride, coefficients, at, stride, COLUMN_SHIFT);
                case 2 -> two(coefficients, at, stride, coefficients, at, stride, COLUMN_SHIFT);
                default -> one(coefficients, at, coefficients, at, COLUMN_SHIFT);
            }
        }
    }

    @Override
    public void row(int points, int[] rows, int from, int stride, int lanes, int[] pixels, int to) {
        for (int lane = 0; lane < lanes; lane += SPECIES.length()) {
            switch (points) {
                case 8 -> eight(rows, from + lane, stride, pixels, to + lane, lanes, ROW_SHIFT);
                case 4 -> four(rows, from + lane, stride, pixels, to + lane, lanes, ROW_SHIFT);
                case 2 -> two(rows, from + lane, stride, pixels, to + lane, lanes, ROW_SHIFT);
                default -> one(rows, from + lane, pixels, to + lane, ROW_SHIFT);
            }
        }
    }

    private static void one(int[] in, int at, int[] out, int to, int shift) {
        store(load(in, at).lanewise(LSHL, BITS).add(bias(shift)), shift, out, to);
    }

    private static void two(int[] in, int at, int step, int[] out, int to, int outStep, int shift) {
        IntVector even = load(in, at).lanewise(LSHL, BITS).add(bias(shift));
        IntVector odd = load(in, at + step).lanewise(LSHL, BITS);
        store(even.add(odd), shift, out, to);
        store(even.sub(odd), shift, out, to + outStep);
    }

    private static void four(int[] in, int at, int step, int[] out, int to, int outStep, int shift) {
        IntVector c0 = load(in, at);
        IntVector c1 = load(in, at + step);
        IntVector c2 = load(in, at + 2 * step);
        IntVector c3 = load(in, at + 3 * step);
        IntVector even0 = c0.add(c2).lanewise(LSHL, BITS).add(bias(shift));
        IntVector even1 = c0.sub(c2).lanewise(LSHL, BITS).add(bias(shift));
        IntVector odd0 = c1.mul(F_1_306).add(c3.mul(F_0_541));
        IntVector odd1 = c1.mul(F_0_541).sub(c3.mul(F_1_306));
        store(even0.add(odd0), shift, out, to);
        store(even1.add(odd1), shift, out, to + outStep);
        store(even1.sub(odd1), shift, out, to + 2 * outStep);
        store(even0.sub(odd0), shift, out, to + 3 * outStep);
    }

    private static void eight(int[] in, int at, int step, int[] out, int to, int outStep, int shift) {
        IntVector c2 = load(in, at + 2 * step);
        IntVector c6 = load(in, at + 6 * step);
        IntVector half = c2.add(c6).mul(F_0_541);
        IntVector low = half.sub(c6.mul(F_1_847));
        IntVector high = half.add(c2.mul(F_0_765));
        IntVector c0 = load(in, at);
        IntVector c4 = load(in, at + 4 * step);
        IntVector sum = c0.add(c4).lanewise(LSHL, BITS).add(bias(shift));
        IntVector difference = c0.sub(c4).lanewise(LSHL, BITS).add(bias(shift));
        IntVector even0 = sum.add(high);
        IntVector even1 = difference.add(low);
        IntVector even2 = difference.sub(low);
        IntVector even3 = sum.sub(high);

        IntVector c1 = load(in, at + step);
        IntVector c3 = load(in, at + 3 * step);
        IntVector c5 = load(in, at + 5 * step);
        IntVector c7 = load(in, at + 7 * step);
        IntVector a = c7.add(c3);
        IntVector b = c5.add(c1);
        IntVector c = a.add(b).mul(F_1_175);
        IntVector d = c7.add(c1).mul(-F_0_899);
        IntVector e = c5.add(c3).mul(-F_2_562);
        IntVector f = c.sub(a.mul(F_1_961));
        IntVector g = c.sub(b.mul(F_0_390));
        IntVector odd0 = c1.mul(F_1_501).add(d).add(g);
        IntVector odd1 = c3.mul(F_3_072).add(e).add(f);
        IntVector odd2 = c5.mul(F_2_053).add(e).add(g);
        IntVector odd3 = c7.mul(F_0_298).add(d).add(f);

        store(even0.add(odd0), shift, out, to);
        store(even1.add(odd1), shift, out, to + outStep);
        store(even2.add(odd2), shift, out, to + 2 * outStep);
        store(even3.add(odd3), shift, out, to + 3 * outStep);
        store(even3.sub(odd3), shift, out, to + 4 * outStep);
        store(even2.sub(odd2), shift, out, to + 5 * outStep);
        store(even1.sub(odd1), shift, out, to + 6 * outStep);
        store(even0.sub(odd0), shift, out, to + 7 * outStep);
    }

    private static IntVector load(int[] in, int at) {
        return IntVector.fromArray(SPECIES, in, at);
    }

    /** Stores a row's pixels within their range; what becomes of columns has a sign. */
    private static void store(IntVector value, int shift, int[] out, int to) {
        IntVector shifted = value.lanewise(ASHR, shift);
        (shift == ROW_SHIFT ? shifted.max(0).min(WHITE) : shifted).intoArray(out, to);
    }
}
