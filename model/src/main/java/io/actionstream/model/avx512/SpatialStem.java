package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.function.Supplier;

/** The stem's 7x7 convolution of the frames of a clip. */
final class SpatialStem {
    private static final int MARGIN = StemConvolution.KERNEL / 2;

    private final ClipSpec spec;
    private final int row;
    private final int rowPairs;
    private final StemPhases phases;
    private final Place pixels;
    private final Place first;
    private final Place scratch;
    private final Place indexes;
    private final Place kernel;
    private final Place numbers;

    /**
     * Takes memory.
     *
     * @param kept for what is kept of the pixels, zero to begin with
     * @param layer (16, 3, 1, 7, 7)
     */
    SpatialStem(Plan plan, Region kept, Region scratch, ClipSpec spec, Supplier<FoldedWeights.Layer> layer) {
        this.spec = spec;
        int rowBytes = (spec.width() + 2 * MARGIN) * StemConvolution.PIXEL;
        row = (rowBytes / Assembler.VECTOR_BYTES + 1) * Assembler.VECTOR_BYTES;
        rowPairs = spec.height() / 2 + MARGIN;
        phases = new StemPhases(rowPairs - 2, spec.width() / 2 + MARGIN, row);
        pixels = kept.take((spec.height() + 2L * MARGIN) * row);
        first = kept.take((long) spec.frames() * rowPairs * phases.phasesRow());
        this.scratch = scratch.take(StemConvolution.SCRATCH);
        indexes = plan.constants().addShorts(() -> StemPhases.INDEXES);
        kernel = plan.constants()
                .addShorts(() -> StemWeights.rounded(layer.get().weight()).packed());
        numbers = plan.constants()
                .add(() -> StemWeights.rounded(layer.get().weight())
                        .numbers(layer.get().bias()));
    }

    /**
     * Adds the calls that read the clip, a frame after the other.
     *
     * @param clip (frames, height, width, RGB) as uint8
     */
    void addPixels(List<Call> calls, Place clip) {
        StemPixels widen = new StemPixels(spec.height(), spec.width() * ClipSpec.CHANNELS, row);
        Place inside = pixels.plus((long) MARGIN * (row + StemConvolution.PIXEL));
        for (int t = 0; t < spec.frames(); t++) {
            calls.add(Call.of(widen, clip.plus((long) t * spec.frameBytes()), inside));
            calls.add(Call.of(phases, pixels.plus(2L * row), at(t, 2), indexes)); // the outer two rows are margin
        }
    }

    /**
     * Adds the call for two rows of a frame.
     *
     * @param y the first row, which is even
     * @param to where they go, (2, width, 16)
     */
    void addRows(List<Call> calls, int t, int y, Place to) {
        add(calls, t, y, 0, spec.width(), StemConvolution.Order.ROWS, to);
    }

    /**
     * Adds the call for some of the squares of two rows of a frame.
     *
     * @param y the first row, which is even, as is the first column x
     * @param to where they go, (width / 2, 2 rows, 2 columns, 16)
     */
    void addSquares(List<Call> calls, int t, int y, int x, int width, Place to) {
        add(calls, t, y, x, width, StemConvolution.Order.SQUARES, to);
    }

    private void add(List<Call> calls, int t, int y, int x, int width, StemConvolution.Order order, Place to) {
        StemConvolution convolution = new StemConvolution(width, phases.phaseRow(), order);
        Place seen = at(t, y).plus((long) x / 2 * StemConvolution.PIXEL);
        calls.add(Call.of(convolution, seen, kernel, numbers, to, scratch));
    }

    /** The row of phases that starts with an even row of a frame with its margins. */
    private Place at(int t, int y) {
        return first.plus(((long) t * rowPairs + y / 2) * phases.phasesRow());
    }
}
