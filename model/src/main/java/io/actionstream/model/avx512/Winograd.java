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

    private Winograd() {}

    /**
     * The weights of each of the 36 products: G g G'.
     *
     * @param kernel (outputs, inputs, 3, 3)
     * @return (36, inputs, outputs)
     */
    static double[] transformed(float[] kernel, int outputs, int inputs) {
        double[] points = new double[POINTS * inputs * outputs];
        double[] g = new double[KERNEL * KERNEL];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int k = 0; k < g.length; k++) {
                    g[k] = kernel[(output * inputs + input) * g.length + k];
                }
                double[] u = product(product(G, WINDOW, KERNEL, g, KERNEL), WINDOW, KERNEL);
                for (int point = 0; point < POINTS; point++) {
                    points[(point * inputs + input) * outputs + output] = u[point];
                }
            }
        }
        return points;
    }

    /** m times a matrix of so many columns, row-major. */
    private static double[] product(double[][] m, int rows, int inner, double[] matrix, int columns) {
        double[] product = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < columns; j++) {
                    product[i * columns + j] += m[i][k] * matrix[k * columns + j];
                }
            }
        }
        return product;
    }

    /** A matrix (rows, inner) times G'. */
    private static double[] product(double[] matrix, int rows, int inner) {
        double[] product = new double[rows * WINDOW];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < WINDOW; j++) {
                for (int k = 0; k < inner; k++) {
                    product[i * WINDOW + j] += matrix[i * inner + k] * G[j][k];
                }
            }
        }
        return product;
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
        for (int i = 0; i < inputs * outputs; i++) {
            for (int k = 0; k < half.length; k++) {
                half[k] = 0;
                for (int p = 0; p < WINDOW; p++) {
                    int point = p * WINDOW + k % WINDOW;
                    half[k] += G[p][k / WINDOW] * points[point * inputs * outputs + i];
                }
            }
            for (int k = 0; k < KERNEL * KERNEL; k++) {
                double sum = 0;
                for (int p = 0; p < WINDOW; p++) {
                    sum += half[k / KERNEL * WINDOW + p] * G[p][k % KERNEL];
                }
                kernel[(i % outputs * inputs + i / outputs) * KERNEL * KERNEL + k] = (float) sum;
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
