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

    private static final int TAPS = 3;
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
        double[] points = new double[(FOUR_POINTS + TWO_POINTS) * channels * channels];
        for (int point = 0; point < FOUR_POINTS + TWO_POINTS; point++) {
            double[] g = point < FOUR_POINTS ? Winograd.G[point] : G_OF_TWO[point - FOUR_POINTS];
            for (int i = 0; i < channels * channels; i++) {
                int output = i / channels;
                int input = i % channels;
                double sum = 0;
                for (int tap = 0; tap < TAPS; tap++) {
                    sum += g[tap] * kernel[i * TAPS + tap];
                }
                points[(point * channels + input) * channels + output] = sum;
            }
        }
        return points;
    }
}
