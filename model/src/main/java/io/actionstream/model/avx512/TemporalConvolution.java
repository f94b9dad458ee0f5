package io.actionstream.model.avx512;

import java.util.List;

/**
 * A convolution over time of so many pixels, in place, with as many outputs as inputs: a few pixels at a time, so that
 * what they are transformed to stays in the fastest cache.
 */
final class TemporalConvolution {
    private static final int NUMBERS_AT_ONCE = 224;
    private static final int LEAST_AT_ONCE = 7;

    private final TemporalInput input;
    private final MatrixProduct fours;
    private final MatrixProduct twos;
    private final TemporalOutput output;
    private final TemporalWeights weights;
    private final TemporalTiling tiling;
    private final int pixels;
    private final int atOnce;
    private final Place fourValues;
    private final Place twoValues;
    private final Place fourProducts;
    private final Place twoProducts;

    /**
     * Takes memory.
     *
     * @param pixels of a frame, one after the other
     * @param frame bytes from a frame to the next
     */
    TemporalConvolution(Region scratch, TemporalWeights weights, int frames, int pixels, int frame) {
        this.weights = weights;
        this.pixels = pixels;
        this.atOnce = atOnce(pixels, weights.channels());
        tiling = new TemporalTiling(frames);
        int channels = weights.channels();
        int bytes = atOnce * channels * Float.BYTES;
        input = new TemporalInput(tiling, bytes / Assembler.VECTOR_BYTES, frame);
        output = new TemporalOutput(tiling, atOnce, channels, frame);
        fours = product(atOnce * tiling.fours(), channels);
        twos = product(atOnce, channels);
        long fourBytes = (long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes;
        long twoBytes = (long) TemporalTiling.TWO_POINTS * bytes;
        fourValues = scratch.take(fourBytes);
        twoValues = scratch.take(twoBytes);
        fourProducts = scratch.take(fourBytes);
        twoProducts = scratch.take(twoBytes);
    }

    private static MatrixProduct product(int rows, int channels) {
        int batch = rows * channels * Float.BYTES;
        int matrix = channels * channels * Float.BYTES;
        return new MatrixProduct(rows, channels, channels, channels * Float.BYTES, batch, matrix, batch, false);
    }

    /** The most pixels that divide them all, up to about as many as the fastest cache holds the values of. */
    private static int atOnce(int pixels, int channels) {
        int most = Math.max(LEAST_AT_ONCE, NUMBERS_AT_ONCE / channels);
        while (pixels % most != 0) {
            most--;
        }
        return most;
    }

    /** Adds the calls. */
    void add(List<Call> calls, Place first) {
        for (int pixel = 0; pixel < pixels; pixel += atOnce) {
            addSome(calls, first.plus((long) pixel * weights.channels() * Float.BYTES));
        }
    }

    private void addSome(List<Call> calls, Place some) {
        calls.add(Call.of(input, some, fourValues, twoValues, weights.inputNumbers()));
        if (tiling.fours() > 0) {
            calls.add(Call.of(
                    fours,
                    fourValues,
                    weights.fours(),
                    fourProducts,
                    weights.bias(),
                    Place.number(TemporalTiling.FOUR_POINTS)));
        }
        if (tiling.hasTwo()) {
            calls.add(Call.of(
                    twos,
                    twoValues,
                    weights.twos(),
                    twoProducts,
                    weights.bias(),
                    Place.number(TemporalTiling.TWO_POINTS)));
        }
        calls.add(Call.of(output, fourProducts, twoProducts, some, weights.outputNumbers(), weights.bias()));
    }
}
