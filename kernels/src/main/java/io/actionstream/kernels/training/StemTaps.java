package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.stem.StemConvolution;
import io.actionstream.kernels.stem.TapProduct;
import io.actionstream.kernels.vector.Lanes;
import io.actionstream.kernels.winograd.Transform;
import java.util.Arrays;

/**
 * Sums for the gradient of the weights of 7x7 pixels: over the height by F(6, 7), of whose inputs the convolution has the values,
 * and over the width as it is defined.
 *
 * <pre>
 *   gradients  (six rows, column, channel)
 *     | F(6, 7)
 *   spread     (12, column, channel)
 *     | products with the values (12, colour, column)
 *   sums       (12, colour, 7, channel)
 * </pre>
 */
final class StemTaps {
    private static final int KERNEL = TapProduct.TAPS;
    private static final int COLOURS = 3;
    private static final double WHITE = 255;

    private final TrainingKernels kernels;
    private final Transform overHeight;
    private final StemConvolution convolution;
    private final int width;
    private final int channels;
    private final int[] rows = new int[StemConvolution.ROWS];
    private final int spread;
    private final int point;
    private final int sums;

    /**
     * Takes memory.
     *
     * @param convolution whose weights they are
     */
    StemTaps(TrainingKernels kernels, StemConvolution convolution, int width, int channels, Aligned memory) {
        this.kernels = kernels;
        this.overHeight = kernels.forward().f67();
        this.convolution = convolution;
        this.width = width;
        this.channels = channels;
        Arrays.setAll(rows, row -> row * width * channels);
        point = Aligned.stride(width * channels);
        spread = memory.take(points() * point);
        sums = memory.take(count());
    }

    private int points() {
        return overHeight.filter().points();
    }

    private int count() {
        return points() * COLOURS * KERNEL * channels;
    }

    void clear(float[] m) {
        Arrays.fill(m, sums, sums + count(), 0);
    }

    /**
     * Adds six rows of a frame, of which the convolution has taken its inputs.
     *
     * @param from where their gradients begin
     */
    void add(int frame, int from, float[] m) {
        int lanes = Lanes.COUNT;
        int vectors = width * channels / lanes;
        Transform.outputGradient(overHeight, m, from, rows, lanes, m, spread, point, lanes, vectors);
        for (int p = 0; p < points(); p++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                int to = sums + (p * COLOURS + colour) * KERNEL * channels;
                int x = convolution.values(frame, p, colour);
                kernels.taps().add(m, x, m, spread + p * point, width, channels, m, to);
            }
        }
    }

    /**
     * Adds the gradient that a thread's sums stand for.
     *
     * @param gradient (channels, 3, 7, 7)
     */
    void addTo(float[] m, double[] gradient) {
        double[][] g = overHeight.filter().weights();
        for (int o = 0; o < channels; o++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                for (int k = 0; k < KERNEL * KERNEL; k++) {
                    double sum = 0;
                    for (int p = 0; p < g.length; p++) {
                        int tap = (p * COLOURS + colour) * KERNEL + k % KERNEL;
                        sum += g[p][k / KERNEL] * m[sums + tap * channels + o];
                    }
                    gradient[(o * COLOURS + colour) * KERNEL * KERNEL + k] += sum / WHITE;
                }
            }
        }
    }
}
