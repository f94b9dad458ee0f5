package io.actionstream.kernels.norm;

import java.util.Arrays;

/** Plain loops, which {@link VectorGradientPasses} is tested against. */
public final class PlainGradientPasses implements GradientPasses {

    @Override
    public int pixelUnit() {
        return 1;
    }

    @Override
    public void spread(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower) {
        Arrays.fill(y, upper, upper + 2 * pixels * channels, 0);
        Arrays.fill(y, lower, lower + 2 * pixels * channels, 0);
        spreadAdd(x, x0, pixels, channels, y, upper, lower);
    }

    @Override
    public void spreadAdd(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower) {
        for (int p = 0; p < 2 * pixels; p++) {
            for (int c = 0; c < channels; c++) {
                float quarter = x[x0 + p / 2 * channels + c] / 4;
                y[upper + p * channels + c] += quarter;
                y[lower + p * channels + c] += quarter;
            }
        }
    }

    @Override
    public void repeat(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        for (int i = 0; i < pixels * channels; i++) {
            y[y0 + i] = x[x0 + i % channels];
        }
    }

    @Override
    public void add(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        for (int i = 0; i < pixels * channels; i++) {
            y[y0 + i] += x[x0 + i];
        }
    }

    @Override
    public void reluGradient(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        for (int i = 0; i < pixels * channels; i++) {
            if (!(x[x0 + i] > 0)) {
                y[y0 + i] = 0;
            }
        }
    }

    @Override
    public void normGradient(
            float[] m, int g0, int x0, int factors0, int pixels, float[] scale, int scratch0, int sums0) {
        int channels = scale.length;
        for (int p = 0; p < pixels; p++) {
            double factor = m[factors0 + p];
            double dot = 0;
            for (int c = 0; c < channels; c++) {
                dot += (double) m[g0 + p * channels + c] * scale[c] * m[x0 + p * channels + c];
            }
            for (int c = 0; c < channels; c++) {
                double g = m[g0 + p * channels + c];
                double x = m[x0 + p * channels + c];
                double result = factor * g * scale[c] - x * factor * factor * factor * dot / channels;
                m[sums0 + c] += (float) g;
                m[sums0 + channels + c] += (float) (g * x * factor);
                m[sums0 + 2 * channels + c] += (float) result;
                m[g0 + p * channels + c] = (float) result;
            }
        }
    }

    @Override
    public void sums(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        for (int i = 0; i < pixels * channels; i++) {
            y[y0 + i % channels] += x[x0 + i];
            y[y0 + channels + i % channels] += x[x0 + i] * x[x0 + i];
        }
    }

    @Override
    public void normReluHalve(float[] x, int upper, int lower, int pixels, ScaleShift norm, float[] y, int y0) {
        int channels = norm.channels();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                int left = 2 * p * channels + c;
                int right = left + channels;
                float sum = 0;
                for (int at : new int[] {upper + left, upper + right, lower + left, lower + right}) {
                    sum += Math.max(0, x[at] * norm.scale()[c] + norm.shift()[c]);
                }
                y[y0 + p * channels + c] = sum / 4;
            }
        }
    }

    @Override
    public void batchNormSums(float[] x, int x0, float[] g, int g0, int pixels, ScaleShift norm, float[] y, int y0) {
        int channels = norm.channels();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                float v = x[x0 + p * channels + c];
                if (v * norm.scale()[c] + norm.shift()[c] > 0) {
                    y[y0 + c] += g[g0 + p / 2 * channels + c];
                    y[y0 + channels + c] += g[g0 + p / 2 * channels + c] * v;
                }
            }
        }
    }

    @Override
    public void batchNormGradient(
            float[] x, int x0, float[] g, int g0, int pixels, BatchNormFactors factors, float[] y, int y0, int sums0) {
        int channels = factors.channels();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                float v = x[x0 + p * channels + c];
                float result = factors.of(3, c) * v + factors.of(4, c);
                if (v * factors.of(0, c) + factors.of(1, c) > 0) {
                    result += factors.of(2, c) * g[g0 + p / 2 * channels + c];
                }
                y[y0 + p * channels + c] = result;
                y[sums0 + c] += result;
            }
        }
    }
}
