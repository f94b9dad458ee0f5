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

    private static final int KERNEL = 3;

    /** From the three weights of a row to those of six products. */
    static final double[][] G = {
        {1.0 / 4, 0, 0},
        {-1.0 / 6, -1.0 / 6, -1.0 / 6},
        {-1.0 / 6, 1.0 / 6, -1.0 / 6},
        {1.0 / 24, 1.0 / 12, 1.0 / 6},
        {1.0 / 24, -1.0 / 12, 1.0 / 6},
        {0, 0, 1}
    };

    private Winograd() {}

    /**
     * The weights of each of the 36 products: G g G'.
     *
     * @param kernel (outputs, inputs, 3, 3)
     * @return (36, inputs, outputs)
     */
    static double[] transformed(float[] kernel, int outputs, int inputs) {
        double[] points = new double[POINTS * inputs * outputs];
        for (int i = 0; i < inputs * outputs; i++) {
            int output = i / inputs;
            int input = i % inputs;
            for (int point = 0; point < POINTS; point++) {
                double sum = 0;
                for (int k = 0; k < KERNEL * KERNEL; k++) {
                    sum += G[point / WINDOW][k / KERNEL]
                            * G[point % WINDOW][k % KERNEL]
                            * kernel[i * KERNEL * KERNEL + k];
                }
                points[(point * inputs + input) * outputs + output] = sum;
            }
        }
        return points;
    }

    /** Bytes from the values of one point to those of the next: an odd number of cache lines, which spreads them out. */
    static int pointBytes(int tiles, int channels) {
        int lines = tiles * channels * Float.BYTES / Assembler.VECTOR_BYTES;
        return (lines | 1) * Assembler.VECTOR_BYTES;
    }
}
