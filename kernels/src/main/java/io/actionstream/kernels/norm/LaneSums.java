package io.actionstream.kernels.norm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over the lanes of as many vectors as there are lanes. Two vectors become one that holds sums of two lanes of each, until
 * there is a lane for each vector:
 *
 * <pre>
 *   a0 a1 a2 a3                                a0+a2 a1+a3 c0+c2 c1+c3
 *   b0 b1 b2 b3   --distance 2-->              b0+b2 b1+b3 d0+d2 d1+d3   --distance 1-->   a b c d
 *   c0 c1 c2 c3
 *   d0 d1 d2 d3
 * </pre>
 */
final class LaneSums {
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);

    private LaneSums() {}

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % COUNT);
    }

    private static VectorMask<Float> upper(int distance) {
        boolean[] lanes = new boolean[COUNT];
        for (int lane = 0; lane < COUNT; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    /** Adds up; the sums of each group are then in its first vector. */
    static void add(float[] x, int x0, int groups) {
        if (COUNT > 8) {
            merge(x, x0, groups, 8, SWAP_8, UPPER_8);
        }
        if (COUNT > 4) {
            merge(x, x0, groups, 4, SWAP_4, UPPER_4);
        }
        merge(x, x0, groups, 2, SWAP_2, UPPER_2);
        merge(x, x0, groups, 1, SWAP_1, UPPER_1);
    }

    /** In each group, of the first vectors and as many that follow, one each: lanes of the former, then lanes of the latter. */
    private static void merge(
            float[] x, int x0, int groups, int distance, VectorShuffle<Float> swap, VectorMask<Float> upper) {
        for (int group = 0; group < groups; group++) {
            int from = x0 + group * COUNT * COUNT;
            for (int i = from; i < from + distance * COUNT; i += COUNT) {
                FloatVector a = load(x, i);
                FloatVector b = load(x, i + distance * COUNT);
                a.blend(b, upper).add(b.blend(a, upper).rearrange(swap)).intoArray(x, i);
            }
        }
    }
}
