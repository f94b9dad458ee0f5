package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayList;
import java.util.List;

/** The first layers: a (2+1)D convolution with a 7x7 kernel, batch norm, ReLU, and the first halving. */
final class StemPlan {
    private static final int CHANNELS = 16;
    private static final int MOST_COLUMNS = 28;

    private final Plan plan;
    private final ClipSpec spec;
    private final FoldedWeights weights;

    StemPlan(Plan plan, ClipSpec spec, FoldedWeights weights) {
        this.plan = plan;
        this.spec = spec;
        this.weights = weights;
    }

    /**
     * What the first block takes.
     *
     * @param rows that are kept
     */
    Features halved(int rows) {
        return Features.in(plan.clip(), spec.frames(), spec.height() / 2, spec.width() / 2, CHANNELS, rows);
    }

    /**
     * The pass, in bands of four rows of what the first block takes.
     *
     * @param input (frames, height, width, RGB) as uint8
     */
    List<Band> bands(Place input, Features out) {
        Region scratch = plan.scratch();
        SpatialStem overSpace = new SpatialStem(plan, scratch, spec, () -> weights.of("stem.spatial"));
        int width = columns();
        int rowBytes = 2 * width * CHANNELS * Float.BYTES; // of squares
        int frameBytes = StemStrip.ROWS / 2 * rowBytes;
        Place features = scratch.take((long) spec.frames() * frameBytes);
        TemporalConvolution overTime = TemporalConvolution.ofSquares(
                scratch,
                TemporalWeights.of(plan, weights::quarterStem),
                spec.frames(),
                2 * width,
                frameBytes,
                Math.toIntExact(out.frameBytes()));
        List<Band> bands = new ArrayList<>();
        for (int strip = 0; strip < spec.height(); strip += StemStrip.ROWS) {
            List<Call> calls = new ArrayList<>();
            overSpace.strip().add(calls, input, strip);
            for (int x = 0; x < spec.width(); x += width) {
                for (int t = 0; t < spec.frames(); t++) {
                    overSpace.addSquares(calls, t, x, width, features.plus((long) t * frameBytes));
                }
                for (int row = 0; row < StemStrip.ROWS / 2; row++) {
                    overTime.add(calls, features.plus((long) row * rowBytes), out.at(0, strip / 2 + row, x / 2));
                }
            }
            RowRange rows = new RowRange(strip / 2, (strip + StemStrip.ROWS) / 2);
            bands.add(new Band(calls, rows, seen(rows), out));
        }
        return bands;
    }

    /** The rows of the clip on which rows of what the first block takes depend. */
    static RowRange seen(RowRange rows) {
        return StemStrip.seen(rows.doubled());
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
