package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Frames in tiles of six, with eight products for each six times three, F(6, 3), and then of four, with six for twelve,
 * F(4, 3), of Winograd, "Arithmetic Complexity of Computations" (1980): for ten frames 14 in place of 28. The last tile
 * may hang over the end.
 *
 * @param frames of a clip
 */
record TemporalTiling(int frames) {
    static final TrainedFilter SIXES = new SixOutputs();
    static final TrainedFilter FOURS = new FourOutputs();
    private static final int SIX = SIXES.outputs();
    static final int SIX_POINTS = SIXES.points();
    private static final int FOUR = FOURS.outputs();
    static final int FOUR_POINTS = FOURS.points();

    static final int TAPS = Filter.TAPS;

    /** Points of both kinds of tiles. */
    static final int POINTS = SIX_POINTS + FOUR_POINTS;

    private static final double[][] G =
            Stream.of(SIXES.weights(), FOURS.weights()).flatMap(Arrays::stream).toArray(double[][]::new);
    private static final double[][] G_TRANSPOSED = ScaledSums.transposed(G);

    /** Tiles of six frames: as many as lead to the fewest products. */
    int sixes() {
        int best = 0;
        for (int sixes = 1; sixes <= SIXES.tiles(frames); sixes++) {
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

    /**
     * All tiles, in the order of their frames.
     *
     * @param ofSixes holds the address of what those of six have
     * @param ofFours holds the address of what those of four have
     */
    List<TemporalTile> tiles(Gpr ofSixes, Gpr ofFours) {
        int sixes = sixes();
        int fours = fours();
        List<TemporalTile> tiles = new ArrayList<>();
        for (int i = 0; i < sixes; i++) {
            tiles.add(new TemporalTile(SIXES, ofSixes, i, sixes, SIX * i));
        }
        for (int i = 0; i < fours; i++) {
            tiles.add(new TemporalTile(FOURS, ofFours, i, fours, SIX * sixes + FOUR * i));
        }
        return tiles;
    }

    private int fours(int sixes) {
        return FOURS.tiles(Math.max(0, frames - SIX * sixes));
    }

    private int products(int sixes) {
        return sixes * SIX_POINTS + fours(sixes) * FOUR_POINTS;
    }

    /**
     * The weights of the products, as {@link MatrixProduct#packed} has them: of the tiles of six, then of those of four.
     *
     * @param kernel (channels, channels, 3)
     */
    static float[] packed(float[] kernel, int channels) {
        float[] packed = new float[POINTS * channels * channels];
        double[][] taps = new double[TAPS][channels];
        double[] weights = new double[channels];
        for (int input = 0; input < channels; input++) {
            for (int output = 0; output < channels; output++) {
                int first = (output * channels + input) * TAPS;
                for (int tap = 0; tap < TAPS; tap++) {
                    taps[tap][output] = kernel[first + tap];
                }
            }
            for (int point = 0; point < POINTS; point++) {
                ScaledSums.set(weights, G[point], taps, 0, 1);
                MatrixProduct.pack(weights, packed, point, input, channels);
            }
        }
        return packed;
    }

    /**
     * The gradient of a kernel by that of its products' weights.
     *
     * @param points (points, inputs, outputs) of the tiles of six, then of those of four
     * @return (channels, channels, 3)
     */
    static float[] gradient(float[] points, int channels) {
        float[] kernel = new float[TAPS * channels * channels];
        double[][] values = new double[POINTS][channels];
        double[] weights = new double[channels];
        for (int input = 0; input < channels; input++) {
            for (int point = 0; point < POINTS; point++) {
                ScaledSums.copy(points, (point * channels + input) * channels, values[point]);
            }
            for (int tap = 0; tap < TAPS; tap++) {
                ScaledSums.set(weights, G_TRANSPOSED[tap], values, 0, 1);
                for (int output = 0; output < channels; output++) {
                    kernel[(output * channels + input) * TAPS + tap] = (float) weights[output];
                }
            }
        }
        return kernel;
    }
}
