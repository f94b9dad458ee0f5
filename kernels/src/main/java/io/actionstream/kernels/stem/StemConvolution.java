package io.actionstream.kernels.stem;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.PackedWeights;
import io.actionstream.kernels.vector.Lanes;
import io.actionstream.kernels.winograd.Transform;
import java.util.Arrays;

/**
 * The convolution of 7x7 RGB pixels, F(6, 7) over the height and as it is defined over the width, of six rows. The seven
 * pixels that an output takes from a row are 21 neighbours in memory, and the next output's begin three further on, so that
 * they are rows of a matrix which overlap:
 *
 * <pre>
 *   bytes   (frame, row, column, colour)          twelve rows for six rows of outputs
 *     | to floats, F(6, 7) over the height
 *   values  (frame, 12, column, colour)           R G B R G B R G B ...    zeros around
 *     | 12 matrix products for some columns            row 0: 21 inputs
 *     |                                                      row 1: 21 inputs
 *   products (12, column, output)
 *     | F(6, 7)
 *   y       (row, column, output)
 * </pre>
 */
public final class StemConvolution {
    /** Rows of outputs. */
    public static final int ROWS = 6;

    /** Columns of outputs that are computed together. */
    public static final int COLUMNS = 16;

    private static final int KERNEL = 7;
    private static final int MARGIN = KERNEL / 2;
    private static final int COLOURS = 3;
    private static final int TAPS = KERNEL * COLOURS;
    private static final double WHITE = 255;

    private final MatrixProduct gemm;
    private final Transform overHeight;
    private final PixelFloats pixelFloats;
    private final int frames;
    private final int height;
    private final int width;
    private final int outputs;
    private final PackedWeights weights;
    private final int row;
    private final int zeros;
    private final int pixels;
    private final int values;
    private final int products;
    private final int productsPoint;

    /**
     * Prepares a convolution.
     *
     * @param weight (outputs, 3, 7, 7), for pixels from 0 to 1
     * @param bias (outputs)
     * @param scratch takes what it needs of a thread's memory
     */
    public StemConvolution(
            MatrixProduct gemm,
            Transform overHeight,
            PixelFloats pixelFloats,
            int frames,
            int height,
            int width,
            float[] weight,
            float[] bias,
            Aligned scratch) {
        this.gemm = gemm;
        this.overHeight = overHeight;
        this.pixelFloats = pixelFloats;
        this.frames = frames;
        this.height = height;
        this.width = width;
        this.outputs = bias.length;
        int points = overHeight.filter().points();
        row = Aligned.stride((width + KERNEL) * COLOURS);
        zeros = scratch.take(row);
        pixels = scratch.take(points * row);
        values = scratch.take(frames * points * row);
        productsPoint = Aligned.stride(COLUMNS * outputs);
        products = scratch.take(points * productsPoint);
        weights = new PackedWeights(gemm, points, TAPS, outputs);
        pack(weight, bias);
    }

    private void pack(float[] weight, float[] bias) {
        double[][] g = overHeight.filter().weights();
        for (int p = 0; p < g.length; p++) {
            for (int o = 0; o < outputs; o++) {
                for (int tap = 0; tap < TAPS; tap++) {
                    int plane = (o * COLOURS + tap % COLOURS) * KERNEL * KERNEL;
                    double sum = 0;
                    for (int y = 0; y < KERNEL; y++) {
                        sum += g[p][y] * weight[plane + y * KERNEL + tap / COLOURS];
                    }
                    weights.set(p, o, tap, sum / WHITE);
                }
            }
        }
        for (int o = 0; o < outputs; o++) {
            weights.setBias(overHeight.filter().pointOfBias(), o, bias[o]);
        }
    }

    /**
     * Takes the rows of a clip that outputs from row y on need.
     *
     * @param clip (frame, row, column, colour)
     * @param m a thread's memory
     */
    public void input(byte[] clip, int y, float[] m) {
        int points = overHeight.filter().points();
        int lanes = Lanes.COUNT;
        Arrays.fill(m, zeros, pixels + points * row, 0);
        for (int t = 0; t < frames; t++) {
            int[] at = new int[points];
            for (int i = 0; i < points; i++) {
                int from = y - MARGIN + i;
                if (from >= 0 && from < height) {
                    at[i] = pixels + i * row;
                    int first = (t * height + from) * width * COLOURS;
                    pixelFloats.convert(clip, first, width * COLOURS, m, at[i] + MARGIN * COLOURS);
                } else {
                    at[i] = zeros;
                }
            }
            Transform.input(overHeight, m, 0, at, lanes, m, values + t * points * row, row, lanes, row / lanes);
        }
    }

    /**
     * Computes six rows of some columns of a frame, after {@link #input}.
     *
     * @param x the first of {@link #COLUMNS} columns
     * @param to where they go in m: (row, column, output)
     */
    public void run(int frame, int x, float[] m, int to) {
        int points = overHeight.filter().points();
        int from = values + frame * points * row + x * COLOURS;
        MatrixProduct.Shape shape = new MatrixProduct.Shape(points, COLUMNS, COLOURS, row, productsPoint);
        gemm.multiply(shape, m, from, weights, 0, m, products);
        int lanes = Lanes.COUNT;
        int line = COLUMNS * outputs;
        Transform.output(overHeight, m, products, productsPoint, lanes, m, to, line, lanes, line / lanes);
    }
}
