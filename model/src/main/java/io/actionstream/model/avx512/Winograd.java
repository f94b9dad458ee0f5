package io.actionstream.model.avx512;

/**
 * The convolution of 4x4 outputs with 3x3 kernels by 36 products in place of 144: F(4x4, 3x3) of Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks" (2016).
 */
final class Winograd {
    /** Rows and columns of outputs of a tile, and of what it sees of the input. */
    static final int TILE = 4;

    static final int WINDOW = 6;

    static final int POINTS = WINDOW * WINDOW;

    static final int KERNEL = 3;

    /** From the three weights of a row to those of six products. */
    static final double[][] G = {
        {1.0 / 4, 0, 0},
        {-1.0 / 6, -1.0 / 6, -1.0 / 6},
        {-1.0 / 6, 1.0 / 6, -1.0 / 6},
        {1.0 / 24, 1.0 / 12, 1.0 / 6},
        {1.0 / 24, -1.0 / 12, 1.0 / 6},
        {0, 0, 1}
    };

    private static final double[][] G_TRANSPOSED = ScaledSums.transposed(G);

    private Winograd() {}

    /**
     * The weights of each of the 36 products, G g G', as {@link MatrixProduct#packed} has them.
     *
     * @param kernel (outputs, inputs, 3, 3)
     */
    static float[] packed(float[] kernel, int outputs, int inputs) {
        float[] packed = new float[POINTS * inputs * outputs];
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
                ScaledSums.set(half[i], G[i / KERNEL], taps, i % KERNEL, KERNEL);
            }
            for (int i = 0; i < POINTS; i++) {
                ScaledSums.set(point, G[i % WINDOW], half, i / WINDOW * KERNEL, 1);
                MatrixProduct.pack(point, packed, i, input, inputs);
            }
        }
        return packed;
    }

    /**
     * The gradient of a kernel by that of its products' weights: G' u G.
     *
     * @param points (36, inputs, outputs)
     * @return (outputs, inputs, 3, 3)
     */
    static float[] gradient(float[] points, int outputs, int inputs) {
        float[] kernel = new float[KERNEL * KERNEL * inputs * outputs];
        double[][] values = new double[POINTS][outputs];
        double[][] half = new double[KERNEL * WINDOW][outputs];
        double[] weights = new double[outputs];
        for (int input = 0; input < inputs; input++) {
            for (int point = 0; point < POINTS; point++) {
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
