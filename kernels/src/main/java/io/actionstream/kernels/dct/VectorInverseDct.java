package io.actionstream.kernels.dct;

import static io.actionstream.kernels.dct.Constants.*;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * In vectors of up to eight lanes; wider ones are no faster, as they multiply half as often. The even frequencies and the
 * odd ones of eight points have a method each, and so has the limit: C2 stops to inline in larger ones
 * (NodeCountInliningCutoff), and vectors become objects there.
 */
final class VectorInverseDct implements InverseDct {
    private static final VectorSpecies<Integer> SPECIES =
            IntVector.SPECIES_PREFERRED.length() > LANE_UNIT ? IntVector.SPECIES_256 : IntVector.SPECIES_PREFERRED;

    @Override
    public void columns(int points, int[] coefficients, int stride, int[] rows) {
        transform(points, coefficients, 0, stride, stride, rows, 0, COLUMN_SHIFT);
    }

    @Override
    public void row(int points, int[] rows, int from, int stride, int lanes, int[] pixels, int to) {
        transform(points, rows, from, stride, lanes, pixels, to, ROW_SHIFT);
        limit(pixels, to, to + points * lanes);
    }

    private static void transform(int points, int[] in, int from, int step, int lanes, int[] out, int to, int shift) {
        int bias = bias(shift);
        switch (points) {
            case 8 -> {
                evenOfEight(in, from, step, lanes, bias);
                eight(in, from, step, lanes, out, to, shift);
            }
            case 4 -> four(in, from, step, lanes, out, to, shift, bias);
            case 2 -> two(in, from, step, lanes, out, to, shift, bias);
            default -> one(in, from, lanes, out, to, shift, bias);
        }
    }

    private static void one(int[] in, int from, int lanes, int[] out, int to, int shift, int bias) {
        for (int lane = 0; lane < lanes; lane += SPECIES.length()) {
            IntVector sum = load(in, from + lane).lanewise(LSHL, BITS).add(bias);
            sum.lanewise(ASHR, shift).intoArray(out, to + lane);
        }
    }

    private static void two(int[] in, int from, int step, int lanes, int[] out, int to, int shift, int bias) {
        for (int lane = 0; lane < lanes; lane += SPECIES.length()) {
            IntVector even = load(in, from + lane).lanewise(LSHL, BITS).add(bias);
            IntVector odd = load(in, from + step + lane).lanewise(LSHL, BITS);
            even.add(odd).lanewise(ASHR, shift).intoArray(out, to + lane);
            even.sub(odd).lanewise(ASHR, shift).intoArray(out, to + lanes + lane);
        }
    }

    private static void four(int[] in, int from, int step, int lanes, int[] out, int to, int shift, int bias) {
        for (int lane = 0; lane < lanes; lane += SPECIES.length()) {
            int at = from + lane;
            IntVector c0 = load(in, at);
            IntVector c1 = load(in, at + step);
            IntVector c2 = load(in, at + 2 * step);
            IntVector c3 = load(in, at + 3 * step);
            IntVector even0 = c0.add(c2).lanewise(LSHL, BITS).add(bias);
            IntVector even1 = c0.sub(c2).lanewise(LSHL, BITS).add(bias);
            IntVector odd0 = c1.mul(F_1_306).add(c3.mul(F_0_541));
            IntVector odd1 = c1.mul(F_0_541).sub(c3.mul(F_1_306));
            int end = to + lane;
            even0.add(odd0).lanewise(ASHR, shift).intoArray(out, end);
            even1.add(odd1).lanewise(ASHR, shift).intoArray(out, end + lanes);
            even1.sub(odd1).lanewise(ASHR, shift).intoArray(out, end + 2 * lanes);
            even0.sub(odd0).lanewise(ASHR, shift).intoArray(out, end + 3 * lanes);
        }
    }

    /** The part of the even frequencies, in their places. */
    private static void evenOfEight(int[] in, int from, int step, int lanes, int bias) {
        for (int at = from; at < from + lanes; at += SPECIES.length()) {
            IntVector c2 = load(in, at + 2 * step);
            IntVector c6 = load(in, at + 6 * step);
            IntVector half = c2.add(c6).mul(F_0_541);
            IntVector low = half.sub(c6.mul(F_1_847));
            IntVector high = half.add(c2.mul(F_0_765));
            IntVector c0 = load(in, at);
            IntVector c4 = load(in, at + 4 * step);
            IntVector sum = c0.add(c4).lanewise(LSHL, BITS).add(bias);
            IntVector difference = c0.sub(c4).lanewise(LSHL, BITS).add(bias);
            sum.add(high).intoArray(in, at);
            difference.add(low).intoArray(in, at + 2 * step);
            difference.sub(low).intoArray(in, at + 4 * step);
            sum.sub(high).intoArray(in, at + 6 * step);
        }
    }

    /** The part of the odd frequencies, and the sums of both. */
    private static void eight(int[] in, int from, int step, int lanes, int[] out, int to, int shift) {
        for (int lane = 0; lane < lanes; lane += SPECIES.length()) {
            int at = from + lane;
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
            IntVector even0 = load(in, at);
            IntVector even1 = load(in, at + 2 * step);
            IntVector even2 = load(in, at + 4 * step);
            IntVector even3 = load(in, at + 6 * step);
            int end = to + lane;
            even0.add(odd0).lanewise(ASHR, shift).intoArray(out, end);
            even1.add(odd1).lanewise(ASHR, shift).intoArray(out, end + lanes);
            even2.add(odd2).lanewise(ASHR, shift).intoArray(out, end + 2 * lanes);
            even3.add(odd3).lanewise(ASHR, shift).intoArray(out, end + 3 * lanes);
            even3.sub(odd3).lanewise(ASHR, shift).intoArray(out, end + 4 * lanes);
            even2.sub(odd2).lanewise(ASHR, shift).intoArray(out, end + 5 * lanes);
            even1.sub(odd1).lanewise(ASHR, shift).intoArray(out, end + 6 * lanes);
            even0.sub(odd0).lanewise(ASHR, shift).intoArray(out, end + 7 * lanes);
        }
    }

    private static void limit(int[] pixels, int from, int to) {
        for (int at = from; at < to; at += SPECIES.length()) {
            load(pixels, at).max(0).min(WHITE).intoArray(pixels, at);
        }
    }

    private static IntVector load(int[] in, int at) {
        return IntVector.fromArray(SPECIES, in, at);
    }
}
