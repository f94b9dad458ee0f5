package io.actionstream.kernels.norm;

import static io.actionstream.kernels.vector.Lanes.COUNT;
import static io.actionstream.kernels.vector.Lanes.SPECIES;
import static io.actionstream.kernels.vector.Lanes.all;
import static io.actionstream.kernels.vector.Lanes.load;
import static io.actionstream.kernels.vector.Lanes.relu;
import static io.actionstream.kernels.vector.Lanes.where;

import jdk.incubator.vector.FloatVector;

/** In vectors of channels; the sums over channels in vectors of pixels. */
public final class VectorGradientPasses implements GradientPasses {
    private static final Pass SPREAD = VectorGradientPasses::spread;
    private static final Pass SPREAD_ADD = VectorGradientPasses::spreadAdd;
    private static final Pass REPEAT = VectorGradientPasses::repeat;
    private static final Pass ADD = VectorGradientPasses::add;
    private static final Pass RELU_GRADIENT = VectorGradientPasses::reluGradient;
    private static final Pass DOTS = VectorGradientPasses::dots;
    private static final Pass NORM_GRADIENT = VectorGradientPasses::normGradient;
    private static final Pass SUMS = VectorGradientPasses::sums;
    private static final Pass NORM_RELU_HALVE = VectorGradientPasses::normReluHalve;
    private static final Pass BATCH_NORM_SUMS = VectorGradientPasses::batchNormSums;
    private static final Pass BATCH_NORM_GRADIENT = VectorGradientPasses::batchNormGradient;

    /** Any of the passes. */
    private interface Pass {
        void run(
                float[] x,
                int x0,
                int x1,
                float[] g,
                int g0,
                int pixels,
                int channels,
                float[] k,
                float[] y,
                int y0,
                int y1);
    }

    /** The only place from which passes are called, as in {@link VectorPixelPasses}. */
    private static void run(
            Pass pass,
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        pass.run(x, x0, x1, g, g0, pixels, channels, k, y, y0, y1);
    }

    @Override
    public int pixelUnit() {
        return COUNT;
    }

    @Override
    public void spread(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower) {
        run(SPREAD, x, x0, 0, x, 0, pixels, channels, null, y, upper, lower);
    }

    private static void spread(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c += COUNT) {
                FloatVector quarter = load(x, x0 + p * channels + c).mul(0.25f);
                int left = 2 * p * channels + c;
                quarter.intoArray(y, y0 + left);
                quarter.intoArray(y, y0 + left + channels);
                quarter.intoArray(y, y1 + left);
                quarter.intoArray(y, y1 + left + channels);
            }
        }
    }

    @Override
    public void spreadAdd(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower) {
        run(SPREAD_ADD, x, x0, 0, x, 0, pixels, channels, null, y, upper, lower);
    }

    private static void spreadAdd(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c += COUNT) {
                FloatVector quarter = load(x, x0 + p * channels + c).mul(0.25f);
                int left = 2 * p * channels + c;
                int right = left + channels;
                load(y, y0 + left).add(quarter).intoArray(y, y0 + left);
                load(y, y0 + right).add(quarter).intoArray(y, y0 + right);
                load(y, y1 + left).add(quarter).intoArray(y, y1 + left);
                load(y, y1 + right).add(quarter).intoArray(y, y1 + right);
            }
        }
    }

    @Override
    public void repeat(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(REPEAT, x, x0, 0, x, 0, pixels, channels, null, y, y0, 0);
    }

    private static void repeat(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector numbers = load(x, x0 + c);
            for (int p = 0; p < pixels; p++) {
                numbers.intoArray(y, y0 + p * channels + c);
            }
        }
    }

    @Override
    public void add(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(ADD, x, x0, 0, x, 0, pixels, channels, null, y, y0, 0);
    }

    private static void add(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int i = 0; i < pixels * channels; i += COUNT) {
            load(y, y0 + i).add(load(x, x0 + i)).intoArray(y, y0 + i);
        }
    }

    @Override
    public void reluGradient(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(RELU_GRADIENT, x, x0, 0, x, 0, pixels, channels, null, y, y0, 0);
    }

    private static void reluGradient(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int i = 0; i < pixels * channels; i += COUNT) {
            where(load(x, x0 + i), load(y, y0 + i)).intoArray(y, y0 + i);
        }
    }

    /** First, of each pixel, {@code factor^3 * (mean of u x)}. */
    @Override
    public void normGradient(
            float[] m, int g0, int x0, int factors0, int pixels, float[] scale, int scratch0, int sums0) {
        int groups = (pixels + COUNT - 1) / COUNT;
        run(DOTS, m, x0, 0, m, g0, pixels, scale.length, scale, m, scratch0, 0);
        LaneSums.add(m, scratch0, groups);
        cubes(m, factors0, groups, 1f / scale.length, scratch0);
        for (int c = 0; c < scale.length; c += COUNT) {
            run(NORM_GRADIENT, m, x0 + c, factors0, m, g0 + c, pixels, c, scale, m, scratch0, sums0 + c);
        }
    }

    private static void dots(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int p = 0; p < pixels; p++) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int c = 0; c < channels; c += COUNT) {
                int at = p * channels + c;
                sum = load(g, g0 + at).mul(load(k, c)).fma(load(x, x0 + at), sum);
            }
            sum.intoArray(y, y0 + p * COUNT);
        }
    }

    private static void cubes(float[] m, int factors0, int groups, float share, int scratch0) {
        for (int group = 0; group < groups; group++) {
            FloatVector factor = load(m, factors0 + group * COUNT);
            FloatVector dot = load(m, scratch0 + group * COUNT * COUNT).mul(share);
            dot.mul(factor).mul(factor).mul(factor).intoArray(m, scratch0 + group * COUNT);
        }
    }

    private static void normGradient(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channel,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        int channels = k.length;
        FloatVector scale = load(k, channel);
        FloatVector sum = load(y, y1);
        FloatVector products = load(y, y1 + channels);
        FloatVector results = load(y, y1 + 2 * channels);
        for (int p = 0; p < pixels; p++) {
            FloatVector gradient = load(g, g0 + p * channels);
            FloatVector in = load(x, x0 + p * channels);
            FloatVector factor = all(x[x1 + p]);
            sum = sum.add(gradient);
            FloatVector scaled = gradient.mul(factor);
            products = scaled.fma(in, products);
            FloatVector result = scaled.mul(scale).sub(in.mul(all(y[y0 + p])));
            results = results.add(result);
            result.intoArray(g, g0 + p * channels);
        }
        sum.intoArray(y, y1);
        products.intoArray(y, y1 + channels);
        results.intoArray(y, y1 + 2 * channels);
    }

    @Override
    public void sums(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(SUMS, x, x0, 0, x, 0, pixels, channels, null, y, y0, 0);
    }

    private static void sums(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector sum = FloatVector.zero(SPECIES);
            FloatVector squares = FloatVector.zero(SPECIES);
            for (int p = 0; p < pixels; p++) {
                FloatVector in = load(x, x0 + p * channels + c);
                sum = sum.add(in);
                squares = in.fma(in, squares);
            }
            load(y, y0 + c).add(sum).intoArray(y, y0 + c);
            load(y, y0 + channels + c).add(squares).intoArray(y, y0 + channels + c);
        }
    }

    @Override
    public void normReluHalve(float[] x, int upper, int lower, int pixels, ScaleShift norm, float[] y, int y0) {
        for (int c = 0; c < norm.channels(); c += COUNT) {
            run(
                    NORM_RELU_HALVE,
                    x,
                    upper + c,
                    lower + c,
                    norm.scale(),
                    c,
                    pixels,
                    norm.channels(),
                    norm.shift(),
                    y,
                    y0 + c,
                    0);
        }
    }

    private static void normReluHalve(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        FloatVector scale = load(g, g0);
        FloatVector shift = load(k, g0);
        for (int p = 0; p < pixels; p++) {
            int left = 2 * p * channels;
            int right = left + channels;
            FloatVector above = relu(load(x, x0 + left).fma(scale, shift));
            above = above.add(relu(load(x, x0 + right).fma(scale, shift)));
            FloatVector below = relu(load(x, x1 + left).fma(scale, shift));
            below = below.add(relu(load(x, x1 + right).fma(scale, shift)));
            above.add(below).mul(0.25f).intoArray(y, y0 + p * channels);
        }
    }

    @Override
    public void batchNormSums(float[] x, int x0, float[] g, int g0, int pixels, ScaleShift norm, float[] y, int y0) {
        float[] numbers = new float[2 * norm.channels()];
        System.arraycopy(norm.scale(), 0, numbers, 0, norm.channels());
        System.arraycopy(norm.shift(), 0, numbers, norm.channels(), norm.channels());
        for (int c = 0; c < norm.channels(); c += COUNT) {
            run(BATCH_NORM_SUMS, x, x0 + c, c, g, g0 + c, pixels, norm.channels(), numbers, y, y0 + c, 0);
        }
    }

    private static void batchNormSums(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        FloatVector slope = load(k, x1);
        FloatVector offset = load(k, channels + x1);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector products = FloatVector.zero(SPECIES);
        for (int p = 0; p < pixels / 2; p++) {
            FloatVector gradient = load(g, g0 + p * channels);
            FloatVector left = load(x, x0 + 2 * p * channels);
            FloatVector right = load(x, x0 + 2 * p * channels + channels);
            FloatVector some = where(left.fma(slope, offset), gradient);
            sum = sum.add(some);
            products = some.fma(left, products);
            some = where(right.fma(slope, offset), gradient);
            sum = sum.add(some);
            products = some.fma(right, products);
        }
        load(y, y0).add(sum).intoArray(y, y0);
        load(y, y0 + channels).add(products).intoArray(y, y0 + channels);
    }

    @Override
    public void batchNormGradient(
            float[] x, int x0, float[] g, int g0, int pixels, BatchNormFactors factors, float[] y, int y0, int sums0) {
        int channels = factors.channels();
        for (int c = 0; c < channels; c += COUNT) {
            run(
                    BATCH_NORM_GRADIENT,
                    x,
                    x0 + c,
                    c,
                    g,
                    g0 + c,
                    pixels,
                    channels,
                    factors.numbers(),
                    y,
                    y0 + c,
                    sums0 + c);
        }
    }

    private static void batchNormGradient(
            float[] x,
            int x0,
            int x1,
            float[] g,
            int g0,
            int pixels,
            int channels,
            float[] k,
            float[] y,
            int y0,
            int y1) {
        FloatVector slope = load(k, x1);
        FloatVector offset = load(k, channels + x1);
        FloatVector ofGradient = load(k, 2 * channels + x1);
        FloatVector ofInput = load(k, 3 * channels + x1);
        FloatVector addend = load(k, 4 * channels + x1);
        FloatVector sum = load(y, y1);
        for (int p = 0; p < pixels / 2; p++) {
            FloatVector gradient = load(g, g0 + p * channels).mul(ofGradient);
            FloatVector in = load(x, x0 + 2 * p * channels);
            FloatVector result = in.fma(ofInput, addend).add(where(in.fma(slope, offset), gradient));
            result.intoArray(y, y0 + 2 * p * channels);
            sum = sum.add(result);
            in = load(x, x0 + 2 * p * channels + channels);
            result = in.fma(ofInput, addend).add(where(in.fma(slope, offset), gradient));
            result.intoArray(y, y0 + 2 * p * channels + channels);
            sum = sum.add(result);
        }
        sum.intoArray(y, y1);
    }
}
