package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The stem on the way forward and back. Its batch norm needs sums over all clips of a batch, both ways, so it keeps what
 * came out of its convolutions with the clip, and its work is in parts.
 */
final class KeptStem {
    private static final int BAND = 2;
    private static final int CHANNELS = 16;
    private static final String SPACE = "stem.spatial";
    private static final String TIME = "stem.temporal";

    /** Numbers of a channel that {@link StemGradient} reads. */
    private static final int NUMBERS = 5;

    private final Plan plan;
    private final ClipSpec spec;
    private final FoldedWeights weights;
    private final Place input;
    private final Maps spatial;
    private final Maps temporal;
    private final List<Place> forwardSums = new ArrayList<>();
    private final List<Place> backwardSums = new ArrayList<>();
    private final Place numbers;
    private final Place quarter;
    private final Place spatialSums;
    private final Place spatialBias;
    private final Place temporalSums;
    private final Place temporalBias;

    /** Takes memory. */
    KeptStem(Plan plan, ClipSpec spec, FoldedWeights weights, Gradients gradients) {
        this.plan = plan;
        this.spec = spec;
        this.weights = weights;
        input = plan.clip().take(spec.clipBytes());
        spatial = Maps.in(plan.clip(), spec.frames(), spec.height(), spec.width(), CHANNELS);
        temporal = Maps.in(plan.clip(), spec.frames(), spec.height(), spec.width(), CHANNELS);
        for (int y = 0; y < spec.height(); y += BAND) {
            forwardSums.add(plan.clip().take(2L * Assembler.VECTOR_BYTES));
            backwardSums.add(plan.clip().take(2L * Assembler.VECTOR_BYTES));
        }
        numbers = plan.constants().room(NUMBERS * CHANNELS);
        quarter = plan.constants().add(StemPool.NUMBERS);
        spatialSums = gradients.ofStem(SPACE);
        spatialBias = gradients.ofBias(SPACE, CHANNELS, false);
        temporalSums = gradients.ofTemporal(TIME, CHANNELS, false);
        temporalBias = gradients.ofBias(TIME, CHANNELS, false);
    }

    Place input() {
        return input;
    }

    /** Where the sums of each band lie: of what the batch norm takes, and of its squares. */
    List<Place> forwardSums() {
        return forwardSums;
    }

    /** Where the sums of each band lie: of four times the gradients of what it gives, and of those times what it takes. */
    List<Place> backwardSums() {
        return backwardSums;
    }

    /** Where slopes and offsets of the batch norm go, then the three numbers of {@link StemGradient.Kind#PIXELS}. */
    Place numbers() {
        return numbers;
    }

    /** Adds the calls up to the batch norm. */
    void addConvolutions(List<Call> calls) {
        Region scratch = plan.scratch();
        SpatialStem overSpace = new SpatialStem(plan, scratch, spec, () -> weights.of(SPACE));
        TemporalConvolution overTime = new TemporalConvolution(
                scratch,
                TemporalWeights.of(plan, () -> weights.of(TIME)),
                spec.frames(),
                BAND * spec.width(),
                spatial.frameBytes(),
                temporal.frameBytes(),
                TemporalOutput.Sums.OUTPUTS_AND_SQUARES);
        for (int y = 0; y < spec.height(); y += BAND) {
            if (y % StemStrip.ROWS == 0) {
                overSpace.strip().add(calls, input, y);
                for (int t = 0; t < spec.frames(); t++) {
                    overSpace.addRows(calls, t, spatial.at(t, y));
                }
            }
            Place sums = forwardSums.get(y / BAND);
            calls.add(Call.of(new ClearMemory(2), sums));
            overTime.add(calls, spatial.at(0, y), temporal.at(0, y), sums);
        }
    }

    /** What the first block takes. */
    Features halved() {
        return Features.in(plan.kept(), spec.frames(), spec.height() / 2, spec.width() / 2, CHANNELS);
    }

    /** Adds the calls from the batch norm on, for a row of tiles of what they give. */
    void addPool(List<Call> calls, int tileRow, Features out) {
        StemPool pool = new StemPool(spec.width());
        int first = tileRow * Winograd.TILE;
        for (int t = 0; t < spec.frames(); t++) {
            for (int row = first; row < first + Winograd.TILE; row++) {
                calls.add(Call.of(pool, temporal.at(t, BAND * row), out.at(t, row, 0), quarter, numbers));
            }
        }
    }

    /** Adds the calls back to the batch norm. */
    void addBackwardSums(List<Call> calls, Maps means) {
        StemGradient gradient = new StemGradient(spec.width(), StemGradient.Kind.SUMS);
        for (int y = 0; y < spec.height(); y += BAND) {
            Place sums = backwardSums.get(y / BAND);
            calls.add(Call.of(new ClearMemory(2), sums));
            for (int t = 0; t < spec.frames(); t++) {
                calls.add(Call.of(gradient, temporal.at(t, y), means.at(t, y / 2), numbers, sums));
            }
        }
    }

    /** Adds the calls back from the batch norm on. */
    void addBackward(List<Call> calls, Maps means) {
        Region scratch = plan.scratch();
        SpatialStemGradient spaceGradient = new SpatialStemGradient(plan, scratch, spec, spatialSums);
        int outputs = BAND * spec.width();
        int chunkFrame = outputs * CHANNELS * Float.BYTES;
        Place after = scratch.take((long) spec.frames() * chunkFrame);
        int beforeFrame = StemStrip.ROWS / BAND * chunkFrame;
        Place before = scratch.take((long) spec.frames() * beforeFrame);
        TemporalWeights back = TemporalWeights.of(plan, () -> FoldedWeights.temporalBackward(weights.of(TIME)));
        TemporalConvolution timeBack = new TemporalConvolution(
                scratch, back, spec.frames(), outputs, chunkFrame, beforeFrame, TemporalOutput.Sums.OUTPUTS);
        TemporalGradient timeGradient = new TemporalGradient(
                scratch, back, spec.frames(), outputs, spatial.frameBytes(), chunkFrame, temporalSums);
        StemGradient gradient = new StemGradient(spec.width(), StemGradient.Kind.PIXELS);
        for (int strip = 0; strip < spec.height(); strip += StemStrip.ROWS) {
            for (int row = 0; row < StemStrip.ROWS; row += BAND) {
                int y = strip + row;
                for (int t = 0; t < spec.frames(); t++) {
                    Place to = after.plus((long) t * chunkFrame);
                    calls.add(Call.of(gradient, temporal.at(t, y), means.at(t, y / 2), numbers, to, temporalBias));
                }
                timeGradient.add(calls, spatial.at(0, y), after);
                timeBack.add(calls, after, before.plus((long) row / BAND * chunkFrame), spatialBias);
            }
            spaceGradient.addStrip(calls, input, strip);
            for (int t = 0; t < spec.frames(); t++) {
                spaceGradient.add(calls, t, before.plus((long) t * beforeFrame));
            }
        }
    }
}
