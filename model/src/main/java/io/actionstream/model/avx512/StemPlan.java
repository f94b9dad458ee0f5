package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayList;
import java.util.List;

/** The passes of the first layers: a (2+1)D convolution with a 7x7 kernel, batch norm, ReLU, and the first halving. */
final class StemPlan {
    private static final int CHANNELS = 16;
    private static final int BAND = 2;
    private static final int MOST_COLUMNS = 56;
    private static final int MARGIN = StemConvolution.KERNEL / 2;

    private final Plan plan;
    private final ClipSpec spec;
    private final FoldedWeights weights;
    private final Place pixels;

    StemPlan(Plan plan, ClipSpec spec, FoldedWeights weights) {
        this.plan = plan;
        this.spec = spec;
        this.weights = weights;
        this.pixels = plan.clip().take(spec.frames() * pixelFrame());
    }

    /** Bytes from a row of pixels, as int16 in their margins, to the next. */
    static int pixelRow(ClipSpec spec) {
        int lines = (spec.width() + 2 * MARGIN + 1) * StemConvolution.PIXEL / Assembler.VECTOR_BYTES + 1;
        return lines * Assembler.VECTOR_BYTES;
    }

    private long pixelFrame() {
        return (spec.height() + 2L * MARGIN) * pixelRow(spec);
    }

    /** Plans them; gives what the first block takes. */
    Features add(Place input) {
        StemPixels widen = new StemPixels(spec.height(), spec.width() * ClipSpec.CHANNELS, pixelRow(spec));
        Place first = pixels.plus((long) MARGIN * (pixelRow(spec) + StemConvolution.PIXEL));
        List<Call> frames = new ArrayList<>();
        for (int t = 0; t < spec.frames(); t++) {
            frames.add(Call.of(widen, input.plus((long) t * spec.frameBytes()), first.plus(t * pixelFrame())));
        }
        plan.pass(List.of(frames)); // in one piece: the thread that has copied the clip has it in its cache
        Features out = Features.in(plan.clip(), spec.frames(), spec.height() / 2, spec.width() / 2, CHANNELS);
        plan.pass(bands(out));
        return out;
    }

    private List<List<Call>> bands(Features out) {
        int width = columns();
        int outputs = BAND * width;
        int frameBytes = outputs * CHANNELS * Float.BYTES;
        Region scratch = plan.scratch();
        Place features = scratch.take((long) spec.frames() * frameBytes);
        StemConvolution overSpace = new StemConvolution(BAND, width, pixelRow(spec));
        TemporalConvolution overTime = new TemporalConvolution(
                scratch,
                TemporalWeights.of(plan.constants(), weights::normalizedStem),
                spec.frames(),
                outputs,
                frameBytes,
                frameBytes);
        StemPool pool = new StemPool(width, false);
        FoldedWeights.Layer layer = weights.of("stem.spatial");
        Place kernel = plan.constants().addShorts(() -> StemConvolution.packed(layer.weight()));
        Place numbers = plan.constants().add(StemConvolution.numbers(layer.weight(), layer.bias()));
        Place quarter = plan.constants().add(StemPool.NUMBERS);
        List<List<Call>> bands = new ArrayList<>();
        for (int y = 0; y < spec.height(); y += BAND) {
            List<Call> calls = new ArrayList<>();
            for (int x = 0; x < spec.width(); x += width) {
                for (int t = 0; t < spec.frames(); t++) {
                    Place seen = pixels.plus(t * pixelFrame() + (long) y * pixelRow(spec) + x * StemConvolution.PIXEL);
                    calls.add(Call.of(overSpace, seen, kernel, numbers, features.plus((long) t * frameBytes)));
                }
                overTime.add(calls, features, features);
                for (int t = 0; t < spec.frames(); t++) {
                    Place of = features.plus((long) t * frameBytes);
                    calls.add(Call.of(pool, of, out.at(t, y / 2, x / 2), quarter));
                }
            }
            bands.add(calls);
        }
        return bands;
    }

    /** Columns that are worked on together: the most that divide a row and whose features stay in the cache. */
    private int columns() {
        int columns = Math.min(spec.width(), MOST_COLUMNS);
        while (spec.width() % columns != 0 || columns % 2 != 0) {
            columns--;
        }
        return columns;
    }
}
