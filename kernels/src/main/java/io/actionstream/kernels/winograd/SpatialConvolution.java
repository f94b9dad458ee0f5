package io.actionstream.kernels.winograd;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.PackedWeights;
import io.actionstream.kernels.vector.Lanes;
import java.util.Arrays;

/**
 * A convolution of 3x3 pixels, F(4, 3) over the height and F(7, 3) over the width, of some rows of all frames. Some frames at a
 * time, as many as let the weights be used for enough rows of a product:
 *
 * <pre>
 *   x        (row, column, input)                        six rows for four rows of outputs, zeros around
 *     | F(4, 3) over the height
 *   columns  (6, unit, column, input)                    a unit is four rows of a frame
 *     | for each of the six: F(7, 3) over the width
 *   values   (9, unit, tile, input)
 *     | nine matrix products, (unit, tile) being the rows
 *   products (9, unit, tile, output)
 *     | F(7, 3)
 *   lines    (6, unit, column, output)
 *     | F(4, 3)
 *   y        (row, column, output)                       four rows
 * </pre>
 */
public final class SpatialConvolution {
    /** Rows of outputs of a unit. */
    public static final int TILE_ROWS = 4;

    static final int TILE_COLUMNS = 7;
    static final int TAPS = 3;

    /** Rows of a matrix product for which it pays to read its weights. */
    private static final int ENOUGH_ROWS = 32;

    private final MatrixProduct gemm;
    private final Transform overHeight;
    private final Transform overWidth;
    private final Size size;
    private final int tiles;
    private final int group; // frames at a time
    private final PackedWeights weights; // (points over height, points over width)
    private final int[] atColumns = new int[TILE_COLUMNS + TAPS - 1];
    private final int columns;
    private final int columnsPoint;
    private final int values;
    private final int valuesPoint;
    private final int products;
    private final int productsPoint;
    private final int lines;
    private final int linesPoint;

    /**
     * The size of a convolution.
     *
     * @param tileRows how often {@link #TILE_ROWS} rows are computed together
     */
    public record Size(int frames, int width, int tileRows, int inputs, int outputs) {

        /** The number of times that {@link #TILE_ROWS} rows have enough pixels for matrix products. */
        public static int tileRows(int frames, int height, int width) {
            int rows = frames * tiles(width);
            return Math.min((ENOUGH_ROWS + rows - 1) / rows, (height + TILE_ROWS - 1) / TILE_ROWS);
        }

        private static int tiles(int width) {
            return (width + TILE_COLUMNS - 1) / TILE_COLUMNS;
        }
    }

    /**
     * Prepares a convolution, whose weights are zero until they are {@link #set}.
     *
     * @param scratch takes what it needs of a thread's memory
     */
    public SpatialConvolution(
            MatrixProduct gemm, Transform overHeight, Transform overWidth, Size size, Aligned scratch) {
        this.gemm = gemm;
        this.overHeight = overHeight;
        this.overWidth = overWidth;
        this.size = size;
        this.tiles = Size.tiles(size.width);
        int groups = Math.max(1, size.frames * size.tileRows * tiles / ENOUGH_ROWS);
        this.group = (size.frames + groups - 1) / groups;
        int units = group * size.tileRows;
        int rows = Aligned.up(units * tiles, gemm.rowUnit(size.outputs));
        int high = overHeight.filter().points();
        int wide = overWidth.filter().points();
        columnsPoint = Aligned.stride(units * rowFloats(size.width, size.inputs));
        columns = scratch.take(high * columnsPoint);
        valuesPoint = Aligned.stride(rows * size.inputs);
        values = scratch.take(wide * valuesPoint);
        productsPoint = Aligned.stride(rows * size.outputs);
        products = scratch.take(wide * productsPoint);
        linesPoint = Aligned.stride(units * tiles * TILE_COLUMNS * size.outputs);
        lines = scratch.take(high * linesPoint);
        Arrays.setAll(atColumns, j -> j * size.inputs);
        weights = new PackedWeights(gemm, high * wide, size.inputs, size.outputs);
    }

    /** Numbers of a row with the zeros that this reads: one pixel before it, and what fills the last tile. */
    public static int rowFloats(int width, int channels) {
        return (Size.tiles(width) * TILE_COLUMNS + TAPS - 1) * channels;
    }

    /**
     * Sets the weights.
     *
     * @param weight (outputs, inputs, 3, 3)
     * @param bias (outputs)
     */
    public void set(float[] weight, float[] bias) {
        double[][] g = overHeight.filter().weights();
        double[][] h = overWidth.filter().weights();
        double[] sums = new double[TAPS];
        for (int o = 0; o < size.outputs; o++) {
            for (int i = 0; i < size.inputs; i++) {
                int kernel = (o * size.inputs + i) * TAPS * TAPS;
                for (int y = 0; y < g.length; y++) {
                    for (int k = 0; k < TAPS; k++) {
                        sums[k] = g[y][0] * weight[kernel + k]
                                + g[y][1] * weight[kernel + TAPS + k]
                                + g[y][2] * weight[kernel + 2 * TAPS + k];
                    }
                    for (int x = 0; x < h.length; x++) {
                        double[] factors = h[x];
                        double sum = factors[0] * sums[0] + factors[1] * sums[1] + factors[2] * sums[2];
                        weights.set(y * h.length + x, o, i, sum);
                    }
                }
            }
        }
        int product = overHeight.filter().pointOfBias() * h.length
                + overWidth.filter().pointOfBias();
        for (int o = 0; o < size.outputs; o++) {
            weights.setBias(product, o, bias[o]);
        }
    }

    /** Sees the values of a convolution before they are multiplied. */
    interface Values {
        /** Some frames come next. */
        void begin(int firstFrame, int frames);

        /** The values of a point over the height are there, (points over the width, unit, tile, input). */
        void take(int point, int units);
    }

    /**
     * Computes {@code tileRows} times four rows of all frames.
     *
     * @param rows by tile row, where its six rows of the first frame begin in x
     * @param frame from a frame of x to the next
     * @param m a thread's memory
     * @param to where the first frame's rows go in y: (row, column, output)
     * @param toFrame from a frame there to the next
     */
    public void run(float[] x, int[][] rows, int frame, float[] m, float[] y, int to, int toFrame) {
        run(x, rows, frame, m, y, to, toFrame, null);
    }

    /**
     * Computes the same.
     *
     * @param values sees the values, or null
     */
    void run(float[] x, int[][] rows, int frame, float[] m, float[] y, int to, int toFrame, Values values) {
        for (int t = 0; t < size.frames; t += group) {
            int count = Math.min(group, size.frames - t);
            columns(x, rows, t * frame, frame, count, m);
            if (values != null) {
                values.begin(t, count);
            }
            int units = count * size.tileRows;
            for (int p = 0; p < overHeight.filter().points(); p++) {
                values(p, units, m);
                if (values != null) {
                    values.take(p, units);
                }
                multiply(p, units, m);
            }
            rows(count, m, y, to + t * toFrame, toFrame);
        }
    }

    Size size() {
        return size;
    }

    /** The most units whose values are there at a time. */
    int units() {
        return group * size.tileRows;
    }

    int tiles() {
        return tiles;
    }

    /** The place in a thread's memory at which the values begin. */
    int values() {
        return values;
    }

    /** From a point's values to the next one's. */
    int valuesPoint() {
        return valuesPoint;
    }

    private void columns(float[] x, int[][] rows, int first, int frame, int frames, float[] m) {
        int row = rowFloats(size.width, size.inputs);
        int lanes = Lanes.COUNT;
        for (int t = 0; t < frames; t++) {
            for (int h = 0; h < size.tileRows; h++) {
                int to = columns + (t * size.tileRows + h) * row;
                Transform.input(
                        overHeight, x, first + t * frame, rows[h], lanes, m, to, columnsPoint, lanes, row / lanes);
            }
        }
    }

    /** The values of one point over the height. */
    private void values(int p, int units, float[] m) {
        int row = rowFloats(size.width, size.inputs);
        for (int u = 0; u < units; u++) {
            tileInputs(m, columns + p * columnsPoint + u * row, values + u * tiles * size.inputs);
        }
    }

    /** The products of one point over the height. */
    private void multiply(int p, int units, float[] m) {
        int line = tiles * TILE_COLUMNS * size.outputs;
        int wide = overWidth.filter().points();
        MatrixProduct.Shape shape =
                new MatrixProduct.Shape(wide, units * tiles, size.inputs, valuesPoint, productsPoint);
        gemm.multiply(shape, m, values, weights, p * wide, m, products);
        for (int u = 0; u < units; u++) {
            tileOutputs(m, products + u * tiles * size.outputs, lines + p * linesPoint + u * line);
        }
    }

    /** Inner loops over what there is more of: tiles, or vectors of channels. */
    private void tileInputs(float[] m, int from, int to) {
        int channels = size.inputs;
        int step = TILE_COLUMNS * channels;
        int lanes = Lanes.COUNT;
        if (tiles * lanes >= channels) {
            for (int c = 0; c < channels; c += lanes) {
                Transform.input(overWidth, m, from + c, atColumns, step, m, to + c, valuesPoint, channels, tiles);
            }
        } else {
            for (int tile = 0; tile < tiles; tile++) {
                Transform.input(
                        overWidth,
                        m,
                        from + tile * step,
                        atColumns,
                        lanes,
                        m,
                        to + tile * channels,
                        valuesPoint,
                        lanes,
                        channels / lanes);
            }
        }
    }

    private void tileOutputs(float[] m, int from, int to) {
        int channels = size.outputs;
        int step = TILE_COLUMNS * channels;
        int lanes = Lanes.COUNT;
        if (tiles * lanes >= channels) {
            for (int c = 0; c < channels; c += lanes) {
                Transform.output(overWidth, m, from + c, productsPoint, channels, m, to + c, channels, step, tiles);
            }
        } else {
            for (int tile = 0; tile < tiles; tile++) {
                Transform.output(
                        overWidth,
                        m,
                        from + tile * channels,
                        productsPoint,
                        lanes,
                        m,
                        to + tile * step,
                        channels,
                        lanes,
                        channels / lanes);
            }
        }
    }

    private void rows(int frames, float[] m, float[] y, int to, int toFrame) {
        int row = size.width * size.outputs;
        int line = tiles * TILE_COLUMNS * size.outputs;
        int lanes = Lanes.COUNT;
        for (int t = 0; t < frames; t++) {
            for (int h = 0; h < size.tileRows; h++) {
                int from = lines + (t * size.tileRows + h) * line;
                int first = to + t * toFrame + h * TILE_ROWS * row;
                Transform.output(overHeight, m, from, linesPoint, lanes, y, first, row, lanes, row / lanes);
            }
        }
    }
}
