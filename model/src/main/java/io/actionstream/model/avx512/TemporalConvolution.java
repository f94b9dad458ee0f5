package io.actionstream.model.avx512;

import java.util.List;

/**
 * A convolution over time of some pixels, with as many outputs as inputs: a few pixels at a time, so that what they are
 * transformed to stays in the fastest cache.
 */
final class TemporalConvolution {
    private static final int NUMBERS_AT_ONCE = 256;
    private static final int LEAST_AT_ONCE = 7;

    private final TemporalInput input;
    private final MatrixProduct sixes;
    private final MatrixProduct fours;
    private final Kernel output;
    private final TemporalWeights weights;
    private final TemporalTiling tiling;
    private final int pixels;
    private final int perResult;
    private final int atOnce;
    private final Place sixValues;
    private final Place fourValues;
    private final Place sixProducts;
    private final Place fourProducts;

    /** Makes the last kernel, for so many pixels at once. */
    private interface Output {
        Kernel of(TemporalTiling tiling, int pixels);
    }

    /**
     * Takes memory.
     *
     * @param pixels of a frame, one after the other
     * @param from bytes from a frame to the next of what it takes
     * @param to the same of what it gives
     */
    TemporalConvolution(Region scratch, TemporalWeights weights, int frames, int pixels, int from, int to) {
        this(scratch, weights, frames, pixels, from, to, TemporalOutput.Sums.NONE);
    }

    /**
     * Takes memory for one with 16 channels whose results are added up.
     *
     * @param pixels of a frame, one after the other
     * @param from bytes from a frame to the next of what it takes
     * @param to the same of what it gives
     */
    TemporalConvolution(
            Region scratch,
            TemporalWeights weights,
            int frames,
            int pixels,
            int from,
            int to,
            TemporalOutput.Sums sums) {
        this(
                scratch,
                weights,
                frames,
                pixels,
                1,
                from,
                (tiling, atOnce) -> new TemporalOutput(tiling, atOnce, weights.channels(), to, sums));
    }

    private TemporalConvolution(
            Region scratch, TemporalWeights weights, int frames, int pixels, int perResult, int from, Output to) {
        this.weights = weights;
        this.pixels = pixels;
        this.perResult = perResult;
        this.atOnce = atOnce(pixels, perResult, weights.channels());
        tiling = new TemporalTiling(frames);
        int channels = weights.channels();
        int bytes = atOnce * channels * Float.BYTES;
        int valueBytes = atOnce * channels * weights.factors().bytes();
        input = new TemporalInput(tiling, bytes / Assembler.VECTOR_BYTES, from, weights.factors());
        output = to.of(tiling, atOnce);
        sixes = product(atOnce * tiling.sixes(), weights);
        fours = product(atOnce * tiling.fours(), weights);
        sixValues = scratch.take((long) TemporalTiling.SIX_POINTS * tiling.sixes() * valueBytes);
        fourValues = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * valueBytes);
        sixProducts = scratch.take((long) TemporalTiling.SIX_POINTS * tiling.sixes() * bytes);
        fourProducts = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
    }

    /**
     * Takes memory for one with 16 channels that is followed by ReLU and sums over squares of four pixels.
     *
     * @param pixels of a frame, square by square
     * @param from bytes from a frame to the next of what it takes
     * @param to the same of the sums
     */
    static TemporalConvolution ofSquares(
            Region scratch, TemporalWeights weights, int frames, int pixels, int from, int to) {
        return new TemporalConvolution(
                scratch,
                weights,
                frames,
                pixels,
                StemOutput.SQUARE,
                from,
                (tiling, atOnce) -> new StemOutput(tiling, atOnce / StemOutput.SQUARE, to));
    }

    private static MatrixProduct product(int rows, TemporalWeights weights) {
        int channels = weights.channels();
        int row = channels * weights.factors().bytes();
        return new MatrixProduct(
                rows,
                channels,
                channels,
                row,
                rows * row,
                channels * row,
                rows * channels * Float.BYTES,
                MatrixProduct.Start.ZERO,
                weights.factors());
    }

    /** The most pixels that divide them all, up to about as many as the fastest cache holds the values of. */
    private static int atOnce(int pixels, int perResult, int channels) {
        int most = Math.max(LEAST_AT_ONCE, NUMBERS_AT_ONCE / channels) / perResult * perResult;
        while (pixels % most != 0) {
            most -= perResult;
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
        add(calls, from, to, Place.number(0));
    }

    /**
     * Adds the calls of one with sums.
     *
     * @param from the pixels of the first frame
     * @param to where the results for the first frame go, which may be the same
     * @param sums that are added to
     */
    void add(List<Call> calls, Place from, Place to, Place sums) {
        for (int pixel = 0; pixel < pixels; pixel += atOnce) {
            long bytes = (long) pixel * weights.channels() * Float.BYTES;
            addSome(calls, from.plus(bytes), to.plus(bytes / perResult), sums);
        }
    }

    private void addSome(List<Call> calls, Place from, Place to, Place sums) {
        calls.add(Call.of(input, from, sixValues, fourValues, weights.inputNumbers()));
        if (sixes.equals(fours)) { // values, weights and products of both lie one behind the other
            addProducts(calls, sixes, sixValues, weights.sixes(), sixProducts, TemporalTiling.POINTS);
        } else {
            if (tiling.sixes() > 0) {
                addProducts(calls, sixes, sixValues, weights.sixes(), sixProducts, TemporalTiling.SIX_POINTS);
            }
            if (tiling.fours() > 0) {
                addProducts(calls, fours, fourValues, weights.fours(), fourProducts, TemporalTiling.FOUR_POINTS);
            }
        }
        calls.add(Call.of(output, sixProducts, fourProducts, to, weights.outputNumbers(), weights.bias(), sums));
    }

    private void addProducts(
            List<Call> calls, MatrixProduct product, Place values, Place points, Place products, int count) {
        calls.add(Call.of(product, values, points, products, weights.bias(), Place.number(count)));
    }
}
