package io.actionstream.model.avx512;

/**
 * Frames in tiles of four, with six products for each four times three, F(4, 3), and if need be a last one of two, with
 * four for six, F(2, 3), of Winograd, "Arithmetic Complexity of Computations" (1980): for ten frames 16 in place of 28.
 *
 * @param frames of a clip
 */
record TemporalTiling(int frames) {
    static final int FOUR = 4;
    static final int FOUR_POINTS = 6;
    static final int TWO_POINTS = 4;

    static final int TAPS = 3;

    /** Points of both kinds of tiles. */
    static final int POINTS = FOUR_POINTS + TWO_POINTS;

    private static final double[][] G_OF_TWO = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};

    /** Tiles of four frames; the last may hang over the end. */
    int fours() {
        return (frames + 1) / FOUR;
    }

    /** Whether a tile of two comes last. */
    boolean hasTwo() {
        return frames > FOUR * fours();
    }

    /**
     * The weights of the products.
     *
     * @param kernel (channels, channels, 3)
     * @return (points, inputs, outputs) of the tiles of four, then of those of two
     */
    static double[] transformed(float[] kernel, int channels) {
        double[] points = new double[POINTS * channels * channels];
        for (int output = 0; output < channels; output++) {
            for (int input = 0; input < channels; input++) {
                int first = (output * channels + input) * TAPS;
                for (int point = 0; point < POINTS; point++) {
                    double[] g = g(point);
                    points[(point * channels + input) * channels + output] =
                            g[0] * kernel[first] + g[1] * kernel[first + 1] + g[2] * kernel[first + 2];
                }
            }
        }
        return points;
    }

    private static double[] g(int point) {
        return point < FOUR_POINTS ? Winograd.G[point] : G_OF_TWO[point - FOUR_POINTS];
    }

    /**
     * The gradient of a kernel by that of its products' weights.
     *
     * @param points (points, inputs, outputs) of the tiles of four, then of those of two
     * @return (channels, channels, 3)
     */
    static float[] gradient(float[] points, int channels) {
        float[] kernel = new float[TAPS * channels * channels];
        for (int output = 0; output < channels; output++) {
            for (int input = 0; input < channels; input++) {
                int first = (output * channels + input) * TAPS;
                for (int tap = 0; tap < TAPS; tap++) {
                    double sum = 0;
                    for (int point = 0; point < POINTS; point++) {
                        sum += g(point)[tap] * points[(point * channels + input) * channels + output];
                    }
                    kernel[first + tap] = (float) sum;
                }
            }
        }
        return kernel;
    }
}
