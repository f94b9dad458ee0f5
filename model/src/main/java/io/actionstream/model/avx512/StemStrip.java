package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;

/** What a few rows of the stem's 7x7 convolution see of a clip, by {@link Phase}. */
final class StemStrip {
    /** Rows of outputs. */
    static final int ROWS = StemPhases.ROWS;

    private static final int MARGIN = StemConvolution.KERNEL / 2;

    /** Rows of pixels that the phases are made of. */
    private static final int PIXEL_ROWS = 2 * ROWS - 1;

    private final ClipSpec spec;
    private final int row;
    private final StemPhases phases;
    private final Place pixels;
    private final Place first;
    private final Place indexes;

    /** Takes memory. */
    StemStrip(Plan plan, Region scratch, ClipSpec spec) {
        this.spec = spec;
        int rowBytes = (spec.width() + 2 * MARGIN) * StemConvolution.PIXEL;
        row = (rowBytes / Assembler.VECTOR_BYTES + 1) * Assembler.VECTOR_BYTES;
        phases = new StemPhases(spec.width() / 2 + MARGIN, row);
        pixels = scratch.take((long) PIXEL_ROWS * row);
        first = scratch.take(bytes());
        indexes = plan.constants().addShorts(() -> StemPhases.INDEXES);
    }

    /** The rows of the clip on which rows of outputs depend. */
    static RowRange seen(RowRange outputs) {
        return outputs.with(MARGIN);
    }

    /** Bytes of the phases of all frames, which are int16 numbers. */
    int bytes() {
        return spec.frames() * phases.bytes();
    }

    /** Bytes from a row of a phase to the one of the next. */
    int phaseRow() {
        return phases.phaseRow();
    }

    /** The phases of all frames. */
    Place start() {
        return first;
    }

    /**
     * Adds the calls that read the clip, a frame after the other.
     *
     * @param clip (frames, height, width, RGB) as uint8
     * @param y the first row of outputs
     */
    void add(List<Call> calls, Place clip, int y) {
        int top = Math.max(0, y - MARGIN);
        int bottom = Math.min(spec.height(), y - MARGIN + PIXEL_ROWS);
        StemPixels widen = new StemPixels(bottom - top, spec.width() * ClipSpec.CHANNELS, row);
        Place inside = pixels.plus((long) (top - y + MARGIN) * row + (long) MARGIN * StemConvolution.PIXEL);
        calls.add(Call.of(new ClearMemory(PIXEL_ROWS * row / Assembler.VECTOR_BYTES), pixels)); // the margins
        for (int t = 0; t < spec.frames(); t++) {
            Place seen = clip.plus((long) t * spec.frameBytes() + (long) top * spec.width() * ClipSpec.CHANNELS);
            calls.add(Call.of(widen, seen, inside));
            calls.add(Call.of(phases, pixels, first.plus(at(t, 0)), indexes));
        }
    }

    /** Bytes from the start to the first phase that outputs see from a column on, which is even. */
    long at(int t, int x) {
        return (long) t * phases.bytes() + (long) x / 2 * StemConvolution.PIXEL;
    }
}
