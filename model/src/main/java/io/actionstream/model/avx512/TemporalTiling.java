package io.actionstream.model.avx512;

/**
 * Frames in tiles of six, with eight products for each six times three, F(6, 3), and then of four, with six for twelve,
 * F(4, 3), of Winograd, "Arithmetic Complexity of Computations" (1980): for ten frames 14 in place of 28. The last tile
 * may hang over the end.
 *
 * @param frames of a clip
 */
record TemporalTiling(int frames) {
    static final int SIX = 6;
    static final int SIX_POINTS = 8;
    static final int FOUR = 4;
    static final int FOUR_POINTS = 6;

    static final int TAPS = 3;

    /** Points of both kinds of tiles. */
    static final int POINTS = SIX_POINTS + FOUR_POINTS;

    /** Tiles of six frames: as many as lead to the fewest products. */
    int sixes() {
        int best = 0;
        for (int sixes = 1; sixes <= (frames + SIX - 1) / SIX; sixes++) {
            if (products(sixes) < products(best)) {
                best = sixes;
            }
        }
        return best;
    }

    /** Tiles of four frames, which come after those of six. */
    int fours() {
        return fours(sixes());
    }

    private int fours(int sixes) {
        return (Math.max(0, frames - SIX * sixes) + FOUR - 1) / FOUR;
    }

    private int products(int sixes) {
        return sixes * SIX_POINTS + fours(sixes) * FOUR_POINTS;
    }

    /**
     * The weights of the products.
     *
     * @param kernel (channels, channels, 3)
     * @return (points, inputs, outputs) of the tiles of six, then of those of four
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
        return point < SIX_POINTS ? SixFrames.G[point] : Winograd.G[point - SIX_POINTS];
    }

    /**
     * The gradient of a kernel by that of its products' weights.
     *
     * @param points (points, inputs, outputs) of the tiles of six, then of those of four
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
