package io.actionstream.kernels.norm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;
import static io.actionstream.kernels.vector.Lanes.relu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** In vectors of channels; the sums over channels in vectors of pixels. */
public final class VectorPixelPasses implements PixelPasses {
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);

    private static final Pass FACTORS = VectorPixelPasses::factors;
    private static final Pass NORM_RELU = VectorPixelPasses::normRelu;
    private static final Pass NORM_HALVE = VectorPixelPasses::normHalve;
    private static final Pass NORM_HALVE_ADD = VectorPixelPasses::normHalveAdd;
    private static final Pass HALVE = VectorPixelPasses::halve;
    private static final Pass RELU_HALVE = VectorPixelPasses::reluHalve;
    private static final Pass ADD_WEIGHTED = VectorPixelPasses::addWeighted;
    private static final Pass ADD_UP = VectorPixelPasses::addUp;

    /** Any of the passes. */
    private interface Pass {
        void run(
                float[] x,
                int upper,
                int lower,
                int factors0,
                int lowerFactors0,
                int pixels,
                int channels,
                float[] scale,
                float[] shift,
                float[] y,
                int y0);
    }

    /**
     * The only place from which passes are called: with more than two at one place, C2 inlines none of them. Several in one
     * method are more than it can inline (NodeCountInliningCutoff), and vectors become objects.
     */
    private static void run(
            Pass pass,
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        pass.run(x, upper, lower, factors0, lowerFactors0, pixels, channels, scale, shift, y, y0);
    }

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

    @Override
    public int pixelUnit() {
        return COUNT;
    }

    /**
     * Each pixel's squares are added up to one vector. Then, of as many pixels as there are lanes, two vectors become one
     * that holds sums of two lanes of each, until there is a lane for each pixel:
     *
     * <pre>
     *   a0 a1 a2 a3                                a0+a2 a1+a3 c0+c2 c1+c3
     *   b0 b1 b2 b3   --distance 2-->              b0+b2 b1+b3 d0+d2 d1+d3   --distance 1-->   a b c d
     *   c0 c1 c2 c3
     *   d0 d1 d2 d3
     * </pre>
     */
    @Override
    public void factors(float[] x, int x0, int pixels, int channels, int factors0) {
        run(FACTORS, x, x0, 0, 0, 0, pixels, channels, null, null, x, factors0);
    }

    private static void factors(
            float[] x,
            int x0,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        int groups = (pixels + COUNT - 1) / COUNT;
        squares(x, x0, groups * COUNT, channels, y0);
        if (COUNT > 8) {
            merge(x, y0, groups, 8, SWAP_8, UPPER_8);
        }
        if (COUNT > 4) {
            merge(x, y0, groups, 4, SWAP_4, UPPER_4);
        }
        merge(x, y0, groups, 2, SWAP_2, UPPER_2);
        merge(x, y0, groups, 1, SWAP_1, UPPER_1);
        roots(x, y0, groups, channels);
    }

    private static void squares(float[] x, int x0, int pixels, int channels, int to) {
        for (int p = 0; p < pixels; p++) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int c = 0; c < channels; c += COUNT) {
                FloatVector v = load(x, x0 + p * channels + c);
                sum = v.fma(v, sum);
            }
            sum.intoArray(x, to + p * COUNT);
        }
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

    private static void roots(float[] x, int x0, int groups, int channels) {
        for (int group = 0; group < groups; group++) {
            FloatVector variance = load(x, x0 + group * COUNT * COUNT).mul(1f / channels);
            all(1).div(variance.add((float) EPSILON).sqrt()).intoArray(x, x0 + group * COUNT);
        }
    }

    @Override
    public void normRelu(float[] x, int x0, int factors0, int pixels, ScaleShift norm, float[] y, int y0) {
        run(NORM_RELU, x, x0, 0, factors0, 0, pixels, norm.channels(), norm.scale(), norm.shift(), y, y0);
    }

    private static void normRelu(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector a = load(scale, c);
            FloatVector b = load(shift, c);
            for (int p = 0; p < pixels; p++) {
                int i = p * channels + c;
                FloatVector normal = load(x, upper + i).mul(all(x[factors0 + p]));
                relu(normal.fma(a, b)).intoArray(y, y0 + i);
            }
        }
    }

    @Override
    public void normHalve(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            ScaleShift norm,
            float[] y,
            int y0) {
        float[] scale = norm.scale();
        float[] shift = norm.shift();
        run(NORM_HALVE, x, upper, lower, factors0, lowerFactors0, pixels, scale.length, scale, shift, y, y0);
    }

    private static void normHalve(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector a = load(scale, c).mul(0.25f);
            FloatVector b = load(shift, c);
            for (int p = 0; p < pixels; p++) {
                int left = 2 * p * channels + c;
                FloatVector above = normPair(x, upper + left, channels, factors0 + 2 * p);
                FloatVector below = normPair(x, lower + left, channels, lowerFactors0 + 2 * p);
                above.add(below).fma(a, b).intoArray(y, y0 + p * channels + c);
            }
        }
    }

    @Override
    public void normHalveAdd(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            ScaleShift norm,
            float[] y,
            int y0) {
        float[] scale = norm.scale();
        float[] shift = norm.shift();
        run(NORM_HALVE_ADD, x, upper, lower, factors0, lowerFactors0, pixels, scale.length, scale, shift, y, y0);
    }

    private static void normHalveAdd(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector a = load(scale, c).mul(0.25f);
            FloatVector b = load(shift, c);
            for (int p = 0; p < pixels; p++) {
                int left = 2 * p * channels + c;
                FloatVector above = normPair(x, upper + left, channels, factors0 + 2 * p);
                FloatVector below = normPair(x, lower + left, channels, lowerFactors0 + 2 * p);
                int to = y0 + p * channels + c;
                above.add(below).fma(a, b.add(load(y, to))).intoArray(y, to);
            }
        }
    }

    /** The sum of two pixels, each times its factor. */
    private static FloatVector normPair(float[] x, int left, int channels, int factors0) {
        FloatVector first = load(x, left).mul(all(x[factors0]));
        return load(x, left + channels).fma(all(x[factors0 + 1]), first);
    }

    @Override
    public void halve(float[] x, int upper, int lower, int pixels, int channels, float[] y, int y0) {
        run(HALVE, x, upper, lower, 0, 0, pixels, channels, null, null, y, y0);
    }

    private static void halve(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c += COUNT) {
                int left = 2 * p * channels + c;
                int right = left + channels;
                FloatVector above = load(x, upper + left).add(load(x, upper + right));
                FloatVector below = load(x, lower + left).add(load(x, lower + right));
                above.add(below).mul(0.25f).intoArray(y, y0 + p * channels + c);
            }
        }
    }

    @Override
    public void reluHalve(float[] x, int upper, int lower, int pixels, int channels, float[] y, int y0) {
        run(RELU_HALVE, x, upper, lower, 0, 0, pixels, channels, null, null, y, y0);
    }

    private static void reluHalve(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c += COUNT) {
                int left = 2 * p * channels + c;
                int right = left + channels;
                FloatVector above = relu(load(x, upper + left)).add(relu(load(x, upper + right)));
                FloatVector below = relu(load(x, lower + left)).add(relu(load(x, lower + right)));
                above.add(below).mul(0.25f).intoArray(y, y0 + p * channels + c);
            }
        }
    }

    @Override
    public void addWeighted(float[] x, int x0, int factors0, int pixels, int channels, float[] y, int y0) {
        run(ADD_WEIGHTED, x, x0, 0, factors0, 0, pixels, channels, null, null, y, y0);
    }

    private static void addWeighted(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector sum = load(y, y0 + c);
            for (int p = 0; p < pixels; p++) {
                sum = load(x, upper + p * channels + c).fma(all(x[factors0 + p]), sum);
            }
            sum.intoArray(y, y0 + c);
        }
    }

    @Override
    public void addUp(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(ADD_UP, x, x0, 0, 0, 0, pixels, channels, null, null, y, y0);
    }

    private static void addUp(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            int channels,
            float[] scale,
            float[] shift,
            float[] y,
            int y0) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector sum = load(y, y0 + c);
            for (int p = 0; p < pixels; p++) {
                sum = sum.add(load(x, upper + p * channels + c));
            }
            sum.intoArray(y, y0 + c);
        }
    }
}
