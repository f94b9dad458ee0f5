package io.actionstream.kernels.winograd;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.OuterProduct;
import io.actionstream.kernels.vector.Lanes;
import java.util.Arrays;

/**
 * The backward pass of a convolution of 3x3 pixels: gradients of its inputs by a {@link SpatialConvolution} with the weights turned
 * round, and those of its weights from the values that this one has anyway. With dy as its input, a tile of its outputs dx and the
 * same tile of x, the gradient of the weights is
 *
 * <pre>
 *   G^T [ (B^T dy) (A x) ] G          as  sum over tiles of x dx  has it, with  dx = A^T [ (G w G^T) (B^T dy) ] A
 *
 *   x        (row, column, input)                        four rows
 *     | A of F(4, 3) over the height
 *   columns  (6, unit, column, input)
 *     | A of F(7, 3) over the width
 *   spread   (9, unit, tile, input)
 *     | outer products with the values (9, unit, tile, output) of dy
 *   sums     (54, input, output)
 * </pre>
 */
public final class SpatialGradient {
    private static final int TAPS = SpatialConvolution.TAPS;
    private static final int ROWS = SpatialConvolution.TILE_ROWS;
    private static final int COLUMNS = SpatialConvolution.TILE_COLUMNS;

    private final OuterProduct outer;
    private final Transform overHeight;
    private final Transform overWidth;
    private final SpatialConvolution backward;
    private final int inputs;
    private final int outputs;
    private final int[] atColumns = new int[COLUMNS];
    private final int row;
    private final int columns;
    private final int columnsPoint;
    private final int spread;
    private final int spreadPoint;
    private final int sums;

    /**
     * Prepares the gradient.
     *
     * @param size of the convolution from gradients of outputs to those of inputs: its inputs are the outputs of the forward pass
     * @param memory takes what it needs of a thread's memory
     */
    public SpatialGradient(
            MatrixProduct gemm,
            OuterProduct outer,
            Transform overHeight,
            Transform overWidth,
            SpatialConvolution.Size size,
            Aligned memory) {
        this.outer = outer;
        this.overHeight = overHeight;
        this.overWidth = overWidth;
        this.backward = new SpatialConvolution(gemm, overHeight, overWidth, size, memory);
        this.inputs = size.outputs();
        this.outputs = size.inputs();
        int tiles = backward.tiles();
        row = tiles * COLUMNS * inputs;
        Arrays.setAll(atColumns, j -> j * inputs);
        columnsPoint = Aligned.stride(backward.units() * row);
        columns = memory.take(overHeight.filter().points() * columnsPoint);
        spreadPoint = Aligned.stride(backward.units() * tiles * inputs);
        spread = memory.take(overWidth.filter().points() * spreadPoint);
        sums = memory.take(sumCount());
    }

    private int sumCount() {
        return overHeight.filter().points() * overWidth.filter().points() * inputs * outputs;
    }

    /**
     * Sets the weights.
     *
     * @param weight (outputs, inputs, 3, 3) of the forward pass
     */
    public void set(float[] weight) {
        backward.set(turnedRound(weight, outputs, inputs, TAPS * TAPS), new float[inputs]);
    }

    /** Weights (outputs, inputs, taps) as (inputs, outputs, taps), the last tap first. */
    static float[] turnedRound(float[] weight, int outputs, int inputs, int taps) {
        float[] turned = new float[weight.length];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int k = 0; k < taps; k++) {
                    turned[(i * outputs + o) * taps + taps - 1 - k] = weight[(o * inputs + i) * taps + k];
                }
            }
        }
        return turned;
    }

    /** Sets the sums to zero. */
    public void clear(float[] m) {
        Arrays.fill(m, sums, sums + sumCount(), 0);
    }

    /**
     * Computes the gradients of some rows of inputs, and adds to the sums.
     *
     * @param m a thread's memory, which holds gradients of outputs and the inputs, too
     * @param gradientRows by tile row, where its six rows of the first frame of dy begin, with a pixel of zeros before the first
     * @param gradientFrame from a frame of dy to the next
     * @param rows by tile row, where its four rows of the first frame of x begin, at the first pixel
     * @param frame from a frame of x to the next
     * @param to where the gradients go in dx: (row, column, input)
     * @param toFrame from a frame there to the next
     */
    public void run(
            float[] m,
            int[][] gradientRows,
            int gradientFrame,
            int[][] rows,
            int frame,
            float[] dx,
            int to,
            int toFrame) {
        backward.run(m, gradientRows, gradientFrame, m, dx, to, toFrame, new SpatialConvolution.Values() {
            @Override
            public void begin(int firstFrame, int frames) {
                columns(m, rows, firstFrame * frame, frame, frames);
            }

            @Override
            public void take(int point, int units) {
                addTo(m, point, units);
            }
        });
    }

    private void columns(float[] m, int[][] rows, int first, int frame, int frames) {
        int tileRows = backward.size().tileRows();
        int lanes = Lanes.COUNT;
        for (int t = 0; t < frames; t++) {
            for (int h = 0; h < tileRows; h++) {
                int to = columns + (t * tileRows + h) * row;
                Transform.outputGradient(
                        overHeight, m, first + t * frame, rows[h], lanes, m, to, columnsPoint, lanes, row / lanes);
            }
        }
    }

    private void addTo(float[] m, int point, int units) {
        int tiles = backward.tiles();
        for (int u = 0; u < units; u++) {
            spread(m, columns + point * columnsPoint + u * row, spread + u * tiles * inputs);
        }
        int wide = overWidth.filter().points();
        OuterProduct.Shape shape =
                new OuterProduct.Shape(wide, units * tiles, inputs, outputs, spreadPoint, backward.valuesPoint());
        outer.add(shape, m, spread, m, backward.values(), m, sums + point * wide * inputs * outputs);
    }

    /** Inner loops over what there is more of: tiles, or vectors of channels. */
    private void spread(float[] m, int from, int to) {
        int tiles = backward.tiles();
        int step = COLUMNS * inputs;
        int lanes = Lanes.COUNT;
        if (tiles * lanes >= inputs) {
            for (int c = 0; c < inputs; c += lanes) {
                Transform.outputGradient(
                        overWidth, m, from + c, atColumns, step, m, to + c, spreadPoint, inputs, tiles);
            }
        } else {
            for (int tile = 0; tile < tiles; tile++) {
                int tileFrom = from + tile * step;
                int tileTo = to + tile * inputs;
                Transform.outputGradient(
                        overWidth, m, tileFrom, atColumns, lanes, m, tileTo, spreadPoint, lanes, inputs / lanes);
            }
        }
    }

    /**
     * Adds the gradient of the weights that a thread's sums stand for.
     *
     * @param gradient (outputs, inputs, 3, 3)
     */
    public void addTo(float[] m, double[] gradient) {
        double[][] g = overHeight.filter().weights();
        double[][] h = overWidth.filter().weights();
        double[] line = new double[outputs];
        for (int i = 0; i < inputs; i++) {
            for (int y = 0; y < g.length; y++) {
                for (int k = 0; k < TAPS; k++) {
                    Arrays.fill(line, 0);
                    for (int x = 0; x < h.length; x++) {
                        int from = sums + ((y * h.length + x) * inputs + i) * outputs;
                        for (int o = 0; o < outputs; o++) {
                            line[o] += h[x][k] * m[from + o];
                        }
                    }
                    for (int j = 0; j < TAPS; j++) {
                        int last = TAPS * TAPS - 1 - j * TAPS - k;
                        for (int o = 0; o < outputs; o++) {
                            gradient[(o * inputs + i) * TAPS * TAPS + last] += g[y][j] * line[o];
                        }
                    }
                }
            }
        }
    }
}
