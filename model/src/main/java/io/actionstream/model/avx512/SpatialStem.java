package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.function.Supplier;

/** The stem's 7x7 convolution of the frames of a clip, a strip of a few rows at a time. */
final class SpatialStem {
    /** Rows of a strip. */
    static final int STRIP = 8;

    private static final int MARGIN = StemConvolution.KERNEL / 2;

    /** Pairs of rows that a strip sees. */
    private static final int ROW_PAIRS = STRIP / 2 + MARGIN;

    /** Rows of pixels that those are made of, which have the first row of one more in common with it. */
    private static final int ROWS = 2 * ROW_PAIRS + 1;

    private final ClipSpec spec;
    private final int row;
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
     * @param layer (16, 3, 1, 7, 7)
     */
    SpatialStem(Plan plan, Region scratch, ClipSpec spec, Supplier<FoldedWeights.Layer> layer) {
        this.spec = spec;
        int rowBytes = (spec.width() + 2 * MARGIN) * StemConvolution.PIXEL;
        row = (rowBytes / Assembler.VECTOR_BYTES + 1) * Assembler.VECTOR_BYTES;
        phases = new StemPhases(ROW_PAIRS, spec.width() / 2 + MARGIN, row);
        pixels = scratch.take((long) ROWS * row);
        first = scratch.take((long) spec.frames() * ROW_PAIRS * phases.phasesRow());
        this.scratch = scratch.take(StemConvolution.SCRATCH);
        indexes = plan.constants().addShorts(() -> StemPhases.INDEXES);
        kernel = plan.constants()
                .addShorts(() -> StemWeights.rounded(layer.get().weight()).packed());
        numbers = plan.constants()
                .add(() -> StemWeights.rounded(layer.get().weight())
                        .numbers(layer.get().bias()));
    }

    /**
     * Adds the calls that read what a strip sees of the clip, a frame after the other.
     *
     * @param clip (frames, height, width, RGB) as uint8
     * @param y the first row of the strip
     */
    void addPixels(List<Call> calls, Place clip, int y) {
        int top = Math.max(0, y - MARGIN);
        int bottom = Math.min(spec.height(), y - MARGIN + ROWS);
        StemPixels widen = new StemPixels(bottom - top, spec.width() * ClipSpec.CHANNELS, row);
        Place inside = pixels.plus((long) (top - y + MARGIN) * row + (long) MARGIN * StemConvolution.PIXEL);
        calls.add(Call.of(new ClearMemory(ROWS * row / Assembler.VECTOR_BYTES), pixels)); // the margins
        for (int t = 0; t < spec.frames(); t++) {
            Place seen = clip.plus((long) t * spec.frameBytes() + (long) top * spec.width() * ClipSpec.CHANNELS);
            calls.add(Call.of(widen, seen, inside));
            calls.add(Call.of(phases, pixels, at(t, 0), indexes));
        }
    }

    /**
     * Adds the call for two rows of a frame.
     *
     * @param y the first row in the strip, which is even
     * @param to where they go, (2, width, 16)
     */
    void addRows(List<Call> calls, int t, int y, Place to) {
        add(calls, t, y, 0, spec.width(), StemConvolution.Order.ROWS, to);
    }

    /**
     * Adds the call for some of the squares of two rows of a frame.
     *
     * @param y the first row in the strip, which is even, as is the first column x
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

    /** The row of phases that a row of the strip, which is even, sees first. */
    private Place at(int t, int y) {
        return first.plus(((long) t * ROW_PAIRS + y / 2) * phases.phasesRow());
    }
}
