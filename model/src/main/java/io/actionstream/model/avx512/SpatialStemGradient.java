package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;

/** Adds up the gradient of the 7x7 convolution's weights, a {@link StemStrip} at a time. */
final class SpatialStemGradient {
    private final StemStrip strip;
    private final StemFloats floats;
    private final StemWeightGradient products;
    private final Place seen;
    private final Place planes;
    private final Place sums;

    /**
     * Takes memory.
     *
     * @param sums of the weights of all phases
     */
    SpatialStemGradient(Plan plan, Region scratch, ClipSpec spec, Place sums) {
        this.sums = sums;
        strip = new StemStrip(plan, scratch, spec);
        floats = new StemFloats(2 * strip.bytes() / Assembler.VECTOR_BYTES);
        products = new StemWeightGradient(spec.width(), 2 * strip.phaseRow());
        seen = scratch.take(2L * strip.bytes());
        planes = scratch.take(products.scratchBytes());
    }

    /**
     * Adds the calls that read what the next rows see.
     *
     * @param clip (frames, height, width, RGB) as uint8
     * @param y the first row
     */
    void addStrip(List<Call> calls, Place clip, int y) {
        strip.add(calls, clip, y);
        calls.add(Call.of(floats, strip.start(), seen));
    }

    /**
     * Adds the call for the rows of a frame.
     *
     * @param gradients of the rows, (8, width, 16)
     */
    void add(List<Call> calls, int t, Place gradients) {
        calls.add(Call.of(products, seen.plus(2 * strip.at(t, 0)), gradients, sums, planes));
    }
}
