package io.actionstream.model.avx512;

import java.util.List;

/**
 * A convolution over time of some pixels, with as many outputs as inputs: a few pixels at a time, so that what they are
 * transformed to stays in the fastest cache.
 */
final class TemporalConvolution {
    private static final int NUMBERS_AT_ONCE = 224;
    private static final int LEAST_AT_ONCE = 7;

    private final TemporalInput input;
    private final MatrixProduct sixes;
    private final MatrixProduct fours;
    private final TemporalOutput output;
    private final TemporalWeights weights;
    private final TemporalTiling tiling;
    private final int pixels;
    private final int atOnce;
    private final Place sixValues;
    private final Place fourValues;
    private final Place sixProducts;
    private final Place fourProducts;

    /**
     * Takes memory.
     *
     * @param pixels of a frame, one after the other
     * @param from bytes from a frame to the next of what it takes
     * @param to the same of what it gives
     */
    TemporalConvolution(Region scratch, TemporalWeights weights, int frames, int pixels, int from, int to) {
        this.weights = weights;
        this.pixels = pixels;
        this.atOnce = atOnce(pixels, weights.channels());
        tiling = new TemporalTiling(frames);
        int channels = weights.channels();
        int bytes = atOnce * channels * Float.BYTES;
        input = new TemporalInput(tiling, bytes / Assembler.VECTOR_BYTES, from);
        output = new TemporalOutput(tiling, atOnce, channels, to);
        sixes = product(atOnce * tiling.sixes(), channels);
        fours = product(atOnce * tiling.fours(), channels);
        sixValues = scratch.take((long) TemporalTiling.SIX_POINTS * tiling.sixes() * bytes);
        fourValues = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
        sixProducts = scratch.take((long) TemporalTiling.SIX_POINTS * tiling.sixes() * bytes);
        fourProducts = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
    }

    private static MatrixProduct product(int rows, int channels) {
        int batch = rows * channels * Float.BYTES;
        int matrix = channels * channels * Float.BYTES;
        return new MatrixProduct(
                rows, channels, channels, channels * Float.BYTES, batch, matrix, batch, MatrixProduct.Start.ZERO);
    }

    /** The most pixels that divide them all, up to about as many as the fastest cache holds the values of. */
    private static int atOnce(int pixels, int channels) {
        int most = Math.max(LEAST_AT_ONCE, NUMBERS_AT_ONCE / channels);
        while (pixels % most != 0) {
            most--;
        }
        return most;
    }

    /**
     * Adds the calls.
     *
     * @param from the pixels of the first frame
     * @param to where the results for the first frame go, which may be the same
     */
    void add(List<Call> calls, Place from, Place to) {
        for (int pixel = 0; pixel < pixels; pixel += atOnce) {
            long bytes = (long) pixel * weights.channels() * Float.BYTES;
            addSome(calls, from.plus(bytes), to.plus(bytes));
        }
    }

    private void addSome(List<Call> calls, Place from, Place to) {
        calls.add(Call.of(input, from, sixValues, fourValues, weights.inputNumbers()));
        if (tiling.sixes() > 0) {
            Place points = Place.number(TemporalTiling.SIX_POINTS);
            calls.add(Call.of(sixes, sixValues, weights.sixes(), sixProducts, weights.bias(), points));
        }
        if (tiling.fours() > 0) {
            Place points = Place.number(TemporalTiling.FOUR_POINTS);
            calls.add(Call.of(fours, fourValues, weights.fours(), fourProducts, weights.bias(), points));
        }
        calls.add(Call.of(output, sixProducts, fourProducts, to, weights.outputNumbers(), weights.bias()));
    }
}
