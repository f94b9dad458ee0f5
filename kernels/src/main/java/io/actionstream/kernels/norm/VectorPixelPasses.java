package io.actionstream.kernels.norm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;
import static io.actionstream.kernels.vector.Lanes.relu;

import jdk.incubator.vector.FloatVector;

/** In vectors of channels; the sums over channels in vectors of pixels. */
public final class VectorPixelPasses implements PixelPasses {
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

    @Override
    public int pixelUnit() {
        return COUNT;
    }

    /** Each pixel's squares are added up to one vector, then the lanes of the vectors of as many pixels, {@link LaneSums}. */
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
        LaneSums.add(x, y0, groups);
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
