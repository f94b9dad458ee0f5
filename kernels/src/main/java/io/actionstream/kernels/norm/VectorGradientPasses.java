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
    /**
     * The only place from which passes are called, as in {@link VectorPixelPasses}. Each call makes a small object, which is little
     * beside the pass.
     */
    private static void run(Runnable pass) {
        pass.run();
    }

    @Override
    public int pixelUnit() {
        return COUNT;
    }

    @Override
    public void spread(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower) {
        run(() -> {
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c += COUNT) {
                    FloatVector quarter = load(x, x0 + p * channels + c).mul(0.25f);
                    int left = 2 * p * channels + c;
                    quarter.intoArray(y, upper + left);
                    quarter.intoArray(y, upper + left + channels);
                    quarter.intoArray(y, lower + left);
                    quarter.intoArray(y, lower + left + channels);
                }
            }
        });
    }

    @Override
    public void spreadAdd(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower) {
        run(() -> {
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c += COUNT) {
                    FloatVector quarter = load(x, x0 + p * channels + c).mul(0.25f);
                    int left = 2 * p * channels + c;
                    int right = left + channels;
                    load(y, upper + left).add(quarter).intoArray(y, upper + left);
                    load(y, upper + right).add(quarter).intoArray(y, upper + right);
                    load(y, lower + left).add(quarter).intoArray(y, lower + left);
                    load(y, lower + right).add(quarter).intoArray(y, lower + right);
                }
            }
        });
    }

    @Override
    public void repeat(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(() -> {
            for (int c = 0; c < channels; c += COUNT) {
                FloatVector numbers = load(x, x0 + c);
                for (int p = 0; p < pixels; p++) {
                    numbers.intoArray(y, y0 + p * channels + c);
                }
            }
        });
    }

    @Override
    public void add(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(() -> {
            for (int i = 0; i < pixels * channels; i += COUNT) {
                load(y, y0 + i).add(load(x, x0 + i)).intoArray(y, y0 + i);
            }
        });
    }

    @Override
    public void reluGradient(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(() -> {
            for (int i = 0; i < pixels * channels; i += COUNT) {
                where(load(x, x0 + i), load(y, y0 + i)).intoArray(y, y0 + i);
            }
        });
    }

    /** First, of each pixel, {@code factor^3 * (mean of u x)}. */
    @Override
    public void normGradient(
            float[] m, int g0, int x0, int factors0, int pixels, float[] scale, int scratch0, int sums0) {
        int groups = (pixels + COUNT - 1) / COUNT;
        run(() -> dots(m, x0, g0, pixels, scale, scratch0));
        LaneSums.add(m, scratch0, groups);
        cubes(m, factors0, groups, 1f / scale.length, scratch0);
        for (int c = 0; c < scale.length; c += COUNT) {
            int channel = c;
            run(() -> normGradient(m, g0, x0, factors0, pixels, scale, channel, scratch0, sums0));
        }
    }

    private static void dots(float[] m, int x0, int g0, int pixels, float[] scale, int to) {
        int channels = scale.length;
        for (int p = 0; p < pixels; p++) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int c = 0; c < channels; c += COUNT) {
                int at = p * channels + c;
                sum = load(m, g0 + at).mul(load(scale, c)).fma(load(m, x0 + at), sum);
            }
            sum.intoArray(m, to + p * COUNT);
        }
    }

    private static void cubes(float[] m, int factors0, int groups, float share, int scratch0) {
        for (int group = 0; group < groups; group++) {
            FloatVector factor = load(m, factors0 + group * COUNT);
            FloatVector dot = load(m, scratch0 + group * COUNT * COUNT).mul(share);
            dot.mul(factor).mul(factor).mul(factor).intoArray(m, scratch0 + group * COUNT);
        }
    }

    /** Those of a vector of channels. */
    private static void normGradient(
            float[] m, int g0, int x0, int factors0, int pixels, float[] scale, int channel, int cubes0, int sums0) {
        int channels = scale.length;
        int first = sums0 + channel;
        FloatVector factors = load(scale, channel);
        FloatVector sum = load(m, first);
        FloatVector products = load(m, first + channels);
        FloatVector results = load(m, first + 2 * channels);
        for (int p = 0; p < pixels; p++) {
            int at = p * channels + channel;
            FloatVector gradient = load(m, g0 + at);
            FloatVector in = load(m, x0 + at);
            sum = sum.add(gradient);
            FloatVector scaled = gradient.mul(all(m[factors0 + p]));
            products = scaled.fma(in, products);
            FloatVector result = scaled.mul(factors).sub(in.mul(all(m[cubes0 + p])));
            results = results.add(result);
            result.intoArray(m, g0 + at);
        }
        sum.intoArray(m, first);
        products.intoArray(m, first + channels);
        results.intoArray(m, first + 2 * channels);
    }

    @Override
    public void sums(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        run(() -> {
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
        });
    }

    @Override
    public void normReluHalve(float[] x, int upper, int lower, int pixels, ScaleShift norm, float[] y, int y0) {
        for (int c = 0; c < norm.channels(); c += COUNT) {
            int channel = c;
            run(() -> normReluHalve(x, upper, lower, pixels, norm, channel, y, y0));
        }
    }

    /** Those of a vector of channels. */
    private static void normReluHalve(
            float[] x, int upper, int lower, int pixels, ScaleShift norm, int channel, float[] y, int y0) {
        int channels = norm.channels();
        FloatVector scale = load(norm.scale(), channel);
        FloatVector shift = load(norm.shift(), channel);
        for (int p = 0; p < pixels; p++) {
            int left = 2 * p * channels + channel;
            int right = left + channels;
            FloatVector above = relu(load(x, upper + left).fma(scale, shift));
            above = above.add(relu(load(x, upper + right).fma(scale, shift)));
            FloatVector below = relu(load(x, lower + left).fma(scale, shift));
            below = below.add(relu(load(x, lower + right).fma(scale, shift)));
            above.add(below).mul(0.25f).intoArray(y, y0 + p * channels + channel);
        }
    }

    @Override
    public void batchNormSums(float[] x, int x0, float[] g, int g0, int pixels, ScaleShift norm, float[] y, int y0) {
        for (int c = 0; c < norm.channels(); c += COUNT) {
            int channel = c;
            run(() -> batchNormSums(x, x0, g, g0, pixels, norm, channel, y, y0));
        }
    }

    /** Those of a vector of channels. */
    private static void batchNormSums(
            float[] x, int x0, float[] g, int g0, int pixels, ScaleShift norm, int channel, float[] y, int y0) {
        int channels = norm.channels();
        FloatVector slope = load(norm.scale(), channel);
        FloatVector offset = load(norm.shift(), channel);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector products = FloatVector.zero(SPECIES);
        for (int p = 0; p < pixels / 2; p++) {
            FloatVector gradient = load(g, g0 + p * channels + channel);
            FloatVector left = load(x, x0 + 2 * p * channels + channel);
            FloatVector right = load(x, x0 + (2 * p + 1) * channels + channel);
            FloatVector some = where(left.fma(slope, offset), gradient);
            sum = sum.add(some);
            products = some.fma(left, products);
            some = where(right.fma(slope, offset), gradient);
            sum = sum.add(some);
            products = some.fma(right, products);
        }
        int first = y0 + channel;
        load(y, first).add(sum).intoArray(y, first);
        load(y, first + channels).add(products).intoArray(y, first + channels);
    }

    @Override
    public void batchNormGradient(
            float[] x, int x0, float[] g, int g0, int pixels, BatchNormFactors factors, float[] y, int y0, int sums0) {
        for (int c = 0; c < factors.channels(); c += COUNT) {
            int channel = c;
            run(() -> batchNormGradient(x, x0, g, g0, pixels, factors, channel, y, y0, sums0));
        }
    }

    /** Those of a vector of channels. */
    private static void batchNormGradient(
            float[] x,
            int x0,
            float[] g,
            int g0,
            int pixels,
            BatchNormFactors factors,
            int channel,
            float[] y,
            int y0,
            int sums0) {
        int channels = factors.channels();
        float[] numbers = factors.numbers();
        FloatVector slope = load(numbers, channel);
        FloatVector offset = load(numbers, channels + channel);
        FloatVector ofGradient = load(numbers, 2 * channels + channel);
        FloatVector ofInput = load(numbers, 3 * channels + channel);
        FloatVector addend = load(numbers, 4 * channels + channel);
        FloatVector sum = load(y, sums0 + channel);
        for (int p = 0; p < pixels / 2; p++) {
            int left = 2 * p * channels + channel;
            int right = left + channels;
            FloatVector gradient = load(g, g0 + p * channels + channel).mul(ofGradient);
            FloatVector in = load(x, x0 + left);
            FloatVector result = in.fma(ofInput, addend).add(where(in.fma(slope, offset), gradient));
            result.intoArray(y, y0 + left);
            sum = sum.add(result);
            in = load(x, x0 + right);
            result = in.fma(ofInput, addend).add(where(in.fma(slope, offset), gradient));
            result.intoArray(y, y0 + right);
            sum = sum.add(result);
        }
        sum.intoArray(y, sums0 + channel);
    }
}
