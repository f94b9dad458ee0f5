package io.actionstream.kernels.stem;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.PackedWeights;
import io.actionstream.kernels.gemm.PixelProduct;
import io.actionstream.kernels.vector.Lanes;
import io.actionstream.kernels.winograd.Transform;
import java.util.Arrays;

/**
 * The convolution of 7x7 RGB pixels, F(6, 7) over the height and as it is defined over the width, of six rows, with pixels in
 * the lanes. The numbers that an output takes from a row are seven neighbours of each colour, and the next output's begin one
 * further on, so that the inputs of the products are the same numbers at 21 offsets:
 *
 * <pre>
 *   bytes   (frame, row, column, colour)          twelve rows for six rows of outputs
 *     | to floats, colours apart
 *   pixels  (12, colour, column)                  zeros around
 *     | F(6, 7) over the height
 *   values  (frame, 12, colour, column)
 *     | 12 matrix products for some columns of two frames
 *   products (12, frame, output, column)
 *     | F(6, 7)
 *   y       (row, output, column)
 * </pre>
 */
public final class StemConvolution {
    /** Rows of outputs. */
    public static final int ROWS = 6;

    /** Columns of outputs that are computed together. */
    public static final int COLUMNS = 16;

    /** Frames that are computed together. */
    public static final int FRAMES = 2;

    private static final int KERNEL = 7;
    private static final int MARGIN = KERNEL / 2;
    private static final int COLOURS = 3;
    private static final int TAPS = KERNEL * COLOURS;
    private static final double WHITE = 255;

    private final PixelProduct gemm;
    private final Transform overHeight;
    private final PixelFloats pixelFloats;
    private final int frames;
    private final int height;
    private final int width;
    private final int outputs;
    private final PackedWeights weights;
    private final int plane;
    private final int row;
    private final int line;
    private final int zeros;
    private final int pixels;
    private final int values;
    private final int products;
    private final PixelProduct.Shape shape;

    /**
     * Prepares a convolution, whose weights are zero until they are {@link #set}.
     *
     * @param scratch takes what it needs of a thread's memory
     */
    public StemConvolution(
            PixelProduct gemm,
            Transform overHeight,
            PixelFloats pixelFloats,
            int frames,
            int height,
            int width,
            int outputs,
            Aligned scratch) {
        this.gemm = gemm;
        this.overHeight = overHeight;
        this.pixelFloats = pixelFloats;
        this.frames = frames;
        this.height = height;
        this.width = width;
        this.outputs = outputs;
        int points = overHeight.filter().points();
        plane = Aligned.up(width + KERNEL, Aligned.LINE);
        row = Aligned.stride(COLOURS * plane);
        line = scratch.take(width * COLOURS);
        zeros = scratch.take(row);
        pixels = scratch.take(points * row);
        values = scratch.take(Aligned.up(frames, FRAMES) * points * row);
        int frame = COLUMNS * outputs;
        int point = Aligned.stride(FRAMES * frame);
        products = scratch.take(points * point);
        int[] at = new int[TAPS];
        Arrays.setAll(at, tap -> tap % COLOURS * plane + tap / COLOURS);
        shape = new PixelProduct.Shape(points, at, points * row, row, COLUMNS, frame, point);
        weights = new PackedWeights(gemm, points, TAPS, outputs);
    }

    /**
     * Sets the weights.
     *
     * @param weight (outputs, 3, 7, 7), for pixels from 0 to 1
     * @param bias (outputs)
     */
    public void set(float[] weight, float[] bias) {
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
                    pixelFloats.convert(clip, first, width * COLOURS, m, line);
                    pixelFloats.separate(m, line, width, at[i] + MARGIN, plane);
                } else {
                    at[i] = zeros;
                }
            }
            Transform.input(overHeight, m, 0, at, lanes, m, values + t * points * row, row, lanes, row / lanes);
        }
    }

    /**
     * Computes six rows of some columns of two frames, after {@link #input}. Behind an odd number of frames there is one of
     * whatever the memory holds, of which nothing is kept.
     *
     * @param x the first of {@link #COLUMNS} columns
     * @param to where they go in y: (row, output, column)
     * @param toFrame from a frame there to the next
     */
    public void run(int firstFrame, int x, float[] m, float[] y, int to, int toFrame) {
        int from = values + firstFrame * shape.xSecond() + x;
        for (int column = 0; column < COLUMNS; column += gemm.lanes()) {
            gemm.multiply(shape, m, from + column, weights, m, products + column);
        }
        int lanes = Lanes.COUNT;
        int frame = shape.ySecond();
        for (int t = 0; t < Math.min(FRAMES, frames - firstFrame); t++) {
            int point = shape.yStep();
            int first = to + t * toFrame;
            Transform.output(overHeight, m, products + t * frame, point, lanes, y, first, frame, lanes, frame / lanes);
        }
    }

    /**
     * The index in a thread's memory at which the values of a colour begin, after {@link #input}. An output uses seven of them, from
     * its column on.
     */
    public int values(int frame, int point, int colour) {
        return values + (frame * overHeight.filter().points() + point) * row + colour * plane;
    }
}
