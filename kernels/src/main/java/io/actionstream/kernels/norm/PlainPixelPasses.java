package io.actionstream.kernels.norm;

import java.util.Arrays;

/** Plain loops, which {@link VectorPixelPasses} is tested against. */
public final class PlainPixelPasses implements PixelPasses {

    @Override
    public int pixelUnit() {
        return 1;
    }

    @Override
    public void factors(float[] x, int x0, int pixels, int channels, int factors0) {
        for (int p = 0; p < pixels; p++) {
            double squares = 0;
            for (int c = 0; c < channels; c++) {
                double v = x[x0 + p * channels + c];
                squares += v * v;
            }
            x[factors0 + p] = (float) (1 / Math.sqrt(squares / channels + EPSILON));
        }
    }

    @Override
    public void normRelu(float[] x, int x0, int factors0, int pixels, ScaleShift norm, float[] y, int y0) {
        int channels = norm.channels();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                float v = x[x0 + p * channels + c] * x[factors0 + p] * norm.scale()[c] + norm.shift()[c];
                y[y0 + p * channels + c] = Math.max(0, v);
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
        Arrays.fill(y, y0, y0 + pixels * norm.channels(), 0);
        normHalveAdd(x, upper, lower, factors0, lowerFactors0, pixels, norm, y, y0);
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
        int channels = norm.channels();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                int left = 2 * p * channels + c;
                int right = left + channels;
                float sum = x[upper + left] * x[factors0 + 2 * p]
                        + x[upper + right] * x[factors0 + 2 * p + 1]
                        + x[lower + left] * x[lowerFactors0 + 2 * p]
                        + x[lower + right] * x[lowerFactors0 + 2 * p + 1];
                y[y0 + p * channels + c] += sum / 4 * norm.scale()[c] + norm.shift()[c];
            }
        }
    }

    @Override
    public void halve(float[] x, int upper, int lower, int pixels, int channels, float[] y, int y0) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                int left = 2 * p * channels + c;
                int right = left + channels;
                y[y0 + p * channels + c] =
                        (x[upper + left] + x[upper + right] + x[lower + left] + x[lower + right]) / 4;
            }
        }
    }

    @Override
    public void reluHalve(float[] x, int upper, int lower, int pixels, int channels, float[] y, int y0) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                int left = 2 * p * channels + c;
                int right = left + channels;
                y[y0 + p * channels + c] = (Math.max(0, x[upper + left])
                                + Math.max(0, x[upper + right])
                                + Math.max(0, x[lower + left])
                                + Math.max(0, x[lower + right]))
                        / 4;
            }
        }
    }

    @Override
    public void addWeighted(float[] x, int x0, int factors0, int pixels, int channels, float[] y, int y0) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                y[y0 + c] += x[x0 + p * channels + c] * x[factors0 + p];
            }
        }
    }

    @Override
    public void addUp(float[] x, int x0, int pixels, int channels, float[] y, int y0) {
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                y[y0 + c] += x[x0 + p * channels + c];
            }
        }
    }
}
