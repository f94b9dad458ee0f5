package io.actionstream.model.avx512;

import java.util.Arrays;

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

    private Winograd() {}

    /**
     * The weights of each of the 36 products, G g G', as {@link MatrixProduct#packed} has them.
     *
     * @param kernel (outputs, inputs, 3, 3)
     */
    static float[] packed(float[] kernel, int outputs, int inputs) {
        float[] packed = new float[POINTS * inputs * outputs];
        double[] half = new double[WINDOW * KERNEL];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                int first = (output * inputs + input) * KERNEL * KERNEL;
                for (int i = 0; i < WINDOW; i++) {
                    for (int k = 0; k < KERNEL; k++) {
                        half[i * KERNEL + k] = G[i][0] * kernel[first + k]
                                + G[i][1] * kernel[first + KERNEL + k]
                                + G[i][2] * kernel[first + 2 * KERNEL + k];
                    }
                }
                int at = MatrixProduct.packedIndex(input, output, inputs, outputs);
                for (int i = 0; i < WINDOW; i++) {
                    for (double[] g : G) {
                        packed[at] = (float)
                                (half[i * KERNEL] * g[0] + half[i * KERNEL + 1] * g[1] + half[i * KERNEL + 2] * g[2]);
                        at += inputs * outputs;
                    }
                }
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
        double[] half = new double[KERNEL * WINDOW];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                Arrays.fill(half, 0);
                int at = input * outputs + output;
                for (double[] g : G) {
                    for (int j = 0; j < WINDOW; j++) {
                        double u = points[at];
                        at += inputs * outputs;
                        for (int k = 0; k < KERNEL; k++) {
                            half[k * WINDOW + j] += g[k] * u;
                        }
                    }
                }
                int first = (output * inputs + input) * KERNEL * KERNEL;
                for (int k = 0; k < KERNEL * KERNEL; k++) {
                    double sum = 0;
                    for (int j = 0; j < WINDOW; j++) {
                        sum += half[k / KERNEL * WINDOW + j] * G[j][k % KERNEL];
                    }
                    kernel[first + k] = (float) sum;
                }
            }
        }
        return kernel;
    }

    /** Bytes from the values of one point to those of the next: an odd number of cache lines, which spreads them out. */
    static int pointBytes(int tiles, int channels) {
        int lines = tiles * channels * Float.BYTES / Assembler.VECTOR_BYTES;
        return (lines | 1) * Assembler.VECTOR_BYTES;
    }
}
