package io.actionstream.model.avx512;

import java.util.Comparator;
import java.util.List;

/**
 * The convolution of tiles of outputs with 3x3 kernels, by a {@link Filter} over the height, {@link FourOutputs}, and another
 * one over the width: with four columns too, F(4x4, 3x3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural
 * Networks" (2016), by 36 products in place of 144; with seven, by 54 in place of 252.
 */
final class Winograd {
    /** Over the height, and both ways for gradients: with more products each is added to sums for fewer tiles. */
    static final TrainedFilter ROWS = new FourOutputs();

    /** Those from which there is a choice over the width. */
    static final List<Filter> OVER_WIDTH = List.of(ROWS, new SevenOutputs());

    /** The most columns of a tile. */
    static final int MOST_COLUMNS =
            OVER_WIDTH.stream().mapToInt(Filter::outputs).max().orElseThrow();

    /** Rows of outputs of a tile, and of what it sees of the input. */
    static final int TILE = ROWS.outputs();

    static final int WINDOW = ROWS.points();

    static final int KERNEL = Filter.TAPS;

    /** Rows of points that are computed together: the first two pairs have sums in common. */
    static final int[][] POINT_PAIRS = {{1, 2}, {3, 4}, {0, 5}};

    private static final double[][] G_TRANSPOSED = ScaledSums.transposed(ROWS.weights());

    private Winograd() {}

    /** The filter over a width that needs the fewest products. */
    static Filter columns(int width) {
        return OVER_WIDTH.stream()
                .min(Comparator.comparingInt(filter -> filter.tiles(width) * filter.points()))
                .orElseThrow();
    }

    /** Products of a tile. */
    static int points(Filter columns) {
        return WINDOW * columns.points();
    }

    /**
     * The weights of each of the products, G g G', as {@link MatrixProduct#packed} has them.
     *
     * @param kernel (outputs, inputs, 3, 3)
     * @param columns the filter over the width
     */
    static float[] packed(float[] kernel, int outputs, int inputs, Filter columns) {
        float[] packed = new float[points(columns) * inputs * outputs];
        double[][] taps = new double[KERNEL * KERNEL][outputs];
        double[][] half = new double[WINDOW * KERNEL][outputs];
        double[] point = new double[outputs];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                int first = (output * inputs + input) * KERNEL * KERNEL;
                for (int tap = 0; tap < taps.length; tap++) {
                    taps[tap][output] = kernel[first + tap];
                }
            }
            for (int i = 0; i < half.length; i++) {
                ScaledSums.set(half[i], ROWS.weights()[i / KERNEL], taps, i % KERNEL, KERNEL);
            }
            for (int i = 0; i < points(columns); i++) {
                int row = i / columns.points();
                ScaledSums.set(point, columns.weights()[i % columns.points()], half, row * KERNEL, 1);
                MatrixProduct.pack(point, packed, i, input, inputs);
            }
        }
        return packed;
    }

    /**
     * The gradient of a kernel by that of its products' weights: G' u G, with {@link #ROWS} both ways.
     *
     * @param points (36, inputs, outputs)
     * @return (outputs, inputs, 3, 3)
     */
    static float[] gradient(float[] points, int outputs, int inputs) {
        float[] kernel = new float[KERNEL * KERNEL * inputs * outputs];
        double[][] values = new double[points(ROWS)][outputs];
        double[][] half = new double[KERNEL * WINDOW][outputs];
        double[] weights = new double[outputs];
        for (int input = 0; input < inputs; input++) {
            for (int point = 0; point < values.length; point++) {
                ScaledSums.copy(points, (point * inputs + input) * outputs, values[point]);
            }
            for (int i = 0; i < half.length; i++) {
                ScaledSums.set(half[i], G_TRANSPOSED[i / WINDOW], values, i % WINDOW, WINDOW);
            }
            for (int tap = 0; tap < KERNEL * KERNEL; tap++) {
                ScaledSums.set(weights, G_TRANSPOSED[tap % KERNEL], half, tap / KERNEL * WINDOW, 1);
                for (int output = 0; output < outputs; output++) {
                    kernel[(output * inputs + input) * KERNEL * KERNEL + tap] = (float) weights[output];
                }
            }
        }
        return kernel;
    }

    /**
     * Bytes from the values of one point to those of the next: an odd number of cache lines, which spreads them out.
     *
     * @param number bytes of each
     */
    static int pointBytes(int tiles, int channels, int number) {
        int lines = (tiles * channels * number + Assembler.VECTOR_BYTES - 1) / Assembler.VECTOR_BYTES;
        return (lines | 1) * Assembler.VECTOR_BYTES;
    }
}
