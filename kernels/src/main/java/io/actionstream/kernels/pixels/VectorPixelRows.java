package io.actionstream.kernels.pixels;

import static io.actionstream.kernels.pixels.Bt601.*;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** In vectors of up to eight lanes, and what is left at the end in plain loops. */
final class VectorPixelRows implements PixelRows {
    private static final int MOST_LANES = 8;
    private static final VectorSpecies<Integer> SPECIES =
            IntVector.SPECIES_PREFERRED.length() > MOST_LANES ? IntVector.SPECIES_256 : IntVector.SPECIES_PREFERRED;

    /** Narrower vectors are gathered in software, which is slower than a plain loop. */
    private static final boolean GATHERS = SPECIES.length() == MOST_LANES;

    @Override
    public void betweenRows(
            int[] values, int above1, int below1, int weight1, int above2, int below2, int weight2, int[] out) {
        int bound = SPECIES.loopBound(out.length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            IntVector first = between(load(values, above1 + i), load(values, below1 + i), weight1);
            IntVector second = between(load(values, above2 + i), load(values, below2 + i), weight2);
            first.or(second.lanewise(LSHL, Short.SIZE)).intoArray(out, i);
        }
        PlainPixelRows.betweenRows(values, above1, below1, weight1, above2, below2, weight2, out, bound);
    }

    private static IntVector between(IntVector above, IntVector below, int weight) {
        return above.mul((1 << ROW_BITS) - weight)
                .add(below.mul(weight))
                .add(1 << ROW_BITS - 1)
                .lanewise(ASHR, ROW_BITS);
    }

    @Override
    public void betweenColumns(int[] in, int[] left, int[] right, int[] weights, int[] out) {
        int bound = GATHERS ? SPECIES.loopBound(out.length) : 0;
        for (int i = 0; i < bound; i += SPECIES.length()) {
            IntVector weight = load(weights, i);
            IntVector before = IntVector.fromArray(SPECIES, in, 0, left, i);
            IntVector after = IntVector.fromArray(SPECIES, in, 0, right, i);
            IntVector rest = IntVector.broadcast(SPECIES, 1 << COLUMN_BITS).sub(weight);
            before.mul(rest).add(after.mul(weight)).intoArray(out, i);
        }
        PlainPixelRows.betweenColumns(in, left, right, weights, out, bound);
    }

    @Override
    public void toRgb(int[] ys, int[] cbs, int[] crs, int shift, int[] rgb) {
        int bound = SPECIES.loopBound(rgb.length);
        for (int i = 0; i < bound; i += SPECIES.length()) {
            IntVector y = lane(ys, i, shift).lanewise(LSHL, Y_BITS).add(ROUND);
            IntVector cb = lane(cbs, i, shift).sub(CENTRE);
            IntVector cr = lane(crs, i, shift).sub(CENTRE);
            IntVector red = limited(y.add(cr.mul(RED_OF_CR)));
            IntVector green = limited(y.sub(cb.mul(GREEN_OF_CB)).sub(cr.mul(GREEN_OF_CR)));
            IntVector blue = limited(y.add(cb.mul(BLUE_OF_CB)));
            red.or(green.lanewise(LSHL, 8)).or(blue.lanewise(LSHL, 16)).intoArray(rgb, i);
        }
        PlainPixelRows.toRgb(ys, cbs, crs, shift, rgb, bound);
    }

    private static IntVector lane(int[] rows, int at, int shift) {
        return load(rows, at).lanewise(LSHR, shift).and(LANE);
    }

    private static IntVector limited(IntVector value) {
        return value.lanewise(ASHR, SHIFT).max(0).min(WHITE);
    }

    private static IntVector load(int[] in, int at) {
        return IntVector.fromArray(SPECIES, in, at);
    }
}
