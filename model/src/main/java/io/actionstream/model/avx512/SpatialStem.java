package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.function.Supplier;

/** The stem's 7x7 convolution of the frames of a clip, a {@link StemStrip} at a time. */
final class SpatialStem {
    private final int width;
    private final StemStrip strip;
    private final Place scratch;
    private final Place kernel;
    private final Place numbers;

    /**
     * Takes memory.
     *
     * @param layer (16, 3, 1, 7, 7)
     */
    SpatialStem(Plan plan, Region scratch, ClipSpec spec, Supplier<FoldedWeights.Layer> layer) {
        width = spec.width();
        strip = new StemStrip(plan, scratch, spec);
        this.scratch = scratch.take(StemConvolution.SCRATCH);
        kernel = plan.constants()
                .addShorts(() -> StemWeights.rounded(layer.get().weight()).packed());
        numbers = plan.constants()
                .add(() -> StemWeights.rounded(layer.get().weight())
                        .numbers(layer.get().bias()));
    }

    /** What it sees; to be read before its rows are added. */
    StemStrip strip() {
        return strip;
    }

    /**
     * Adds the call for the rows of a frame.
     *
     * @param to where they go, (8, width, 16)
     */
    void addRows(List<Call> calls, int t, Place to) {
        add(calls, t, 0, width, StemConvolution.Order.ROWS, to);
    }

    /**
     * Adds the call for some of the squares of the rows of a frame.
     *
     * @param x the first column, which is even
     * @param to where they go, (4, width / 2, 2 rows, 2 columns, 16)
     */
    void addSquares(List<Call> calls, int t, int x, int width, Place to) {
        add(calls, t, x, width, StemConvolution.Order.SQUARES, to);
    }

    private void add(List<Call> calls, int t, int x, int width, StemConvolution.Order order, Place to) {
        StemConvolution convolution = new StemConvolution(width, strip.phaseRow(), order);
        calls.add(Call.of(convolution, strip.start().plus(strip.at(t, x)), kernel, numbers, to, scratch));
    }
}
