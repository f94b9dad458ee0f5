package io.actionstream.model.avx512;

import java.util.List;

/** Adds up the gradient of a convolution over time's weights, a few pixels at a time. */
final class TemporalGradient {
    private static final int MOST_AT_ONCE = 28;

    private final TemporalTiling tiling;
    private final int pixels;
    private final int channels;
    private final int atOnce;
    private final TemporalInput input;
    private final TemporalOutputGradient output;
    private final OuterProducts sixes;
    private final OuterProducts fours;
    private final TemporalWeights weights;
    private final Place sixInputs;
    private final Place fourInputs;
    private final Place sixOutputs;
    private final Place fourOutputs;
    private final Place sums;

    /**
     * Takes memory.
     *
     * @param pixels of a frame, one after the other
     * @param from bytes from a frame to the next of what the convolution took
     * @param to the same of its outputs' gradients
     * @param sums of the points, (14, inputs, outputs)
     */
    TemporalGradient(Region scratch, TemporalWeights weights, int frames, int pixels, int from, int to, Place sums) {
        this.weights = weights;
        this.pixels = pixels;
        this.sums = sums;
        channels = weights.channels();
        atOnce = atOnce(pixels);
        tiling = new TemporalTiling(frames);
        int bytes = atOnce * channels * Float.BYTES;
        input = new TemporalInput(tiling, bytes / Assembler.VECTOR_BYTES, from, Factors.FLOAT32);
        output = new TemporalOutputGradient(tiling, bytes / Assembler.VECTOR_BYTES, to);
        sixes = products(atOnce * tiling.sixes());
        fours = products(atOnce * tiling.fours());
        sixInputs = scratch.take((long) TemporalTiling.SIX_POINTS * tiling.sixes() * bytes);
        fourInputs = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
        sixOutputs = scratch.take((long) TemporalTiling.SIX_POINTS * tiling.sixes() * bytes);
        fourOutputs = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
    }

    private static int atOnce(int pixels) {
        int most = MOST_AT_ONCE;
        while (pixels % most != 0) {
            most--;
        }
        return most;
    }

    private OuterProducts products(int rows) {
        int row = channels * Float.BYTES;
        return new OuterProducts(rows, channels, channels, row, row, rows * row, rows * row);
    }

    /**
     * Adds the calls.
     *
     * @param from what the convolution took, of the first frame
     * @param to its outputs' gradients, of the first frame
     */
    void add(List<Call> calls, Place from, Place to) {
        for (int pixel = 0; pixel < pixels; pixel += atOnce) {
            long bytes = (long) pixel * channels * Float.BYTES;
            calls.add(Call.of(input, from.plus(bytes), sixInputs, fourInputs, weights.inputNumbers()));
            calls.add(Call.of(output, to.plus(bytes), sixOutputs, fourOutputs, weights.outputNumbers()));
            if (tiling.sixes() > 0) {
                Place points = Place.number(TemporalTiling.SIX_POINTS);
                calls.add(Call.of(sixes, sixInputs, sixOutputs, sums, points));
            }
            if (tiling.fours() > 0) {
                long skipped = (long) TemporalTiling.SIX_POINTS * channels * channels * Float.BYTES;
                Place points = Place.number(TemporalTiling.FOUR_POINTS);
                calls.add(Call.of(fours, fourInputs, fourOutputs, sums.plus(skipped), points));
            }
        }
    }
}
