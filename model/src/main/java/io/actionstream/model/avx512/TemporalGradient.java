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
    private final OuterProducts fours;
    private final OuterProducts twos;
    private final TemporalWeights weights;
    private final Place fourInputs;
    private final Place twoInputs;
    private final Place fourOutputs;
    private final Place twoOutputs;
    private final Place sums;

    /**
     * Takes memory.
     *
     * @param pixels of a frame, one after the other
     * @param from bytes from a frame to the next of what the convolution took
     * @param to the same of its outputs' gradients
     * @param sums of the points, (10, inputs, outputs)
     */
    TemporalGradient(Region scratch, TemporalWeights weights, int frames, int pixels, int from, int to, Place sums) {
        this.weights = weights;
        this.pixels = pixels;
        this.sums = sums;
        channels = weights.channels();
        atOnce = atOnce(pixels);
        tiling = new TemporalTiling(frames);
        int bytes = atOnce * channels * Float.BYTES;
        input = new TemporalInput(tiling, bytes / Assembler.VECTOR_BYTES, from);
        output = new TemporalOutputGradient(tiling, bytes / Assembler.VECTOR_BYTES, to);
        fours = products(atOnce * tiling.fours());
        twos = products(atOnce);
        fourInputs = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
        twoInputs = scratch.take((long) TemporalTiling.TWO_POINTS * bytes);
        fourOutputs = scratch.take((long) TemporalTiling.FOUR_POINTS * tiling.fours() * bytes);
        twoOutputs = scratch.take((long) TemporalTiling.TWO_POINTS * bytes);
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
            calls.add(Call.of(input, from.plus(bytes), fourInputs, twoInputs, weights.inputNumbers()));
            calls.add(Call.of(output, to.plus(bytes), fourOutputs, twoOutputs, weights.outputNumbers()));
            if (tiling.fours() > 0) {
                Place points = Place.number(TemporalTiling.FOUR_POINTS);
                calls.add(Call.of(fours, fourInputs, fourOutputs, sums, points));
            }
            if (tiling.hasTwo()) {
                long skipped = (long) TemporalTiling.FOUR_POINTS * channels * channels * Float.BYTES;
                Place points = Place.number(TemporalTiling.TWO_POINTS);
                calls.add(Call.of(twos, twoInputs, twoOutputs, sums.plus(skipped), points));
            }
        }
    }
}
