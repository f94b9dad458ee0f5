package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayList;
import java.util.List;

/** The passes of the first layers: a (2+1)D convolution with a 7x7 kernel, batch norm, ReLU, and the first halving. */
final class StemPlan {
    private static final int CHANNELS = 16;
    private static final int TAPS = 3;
    private static final int BAND = 2;
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

    private int pixelRow() {
        int lines = (spec.width() + 2 * MARGIN + 1) * StemConvolution.PIXEL / Assembler.VECTOR_BYTES + 1;
        return lines * Assembler.VECTOR_BYTES;
    }

    private long pixelFrame() {
        return (spec.height() + 2L * MARGIN) * pixelRow();
    }

    /** Plans them; gives what the first block takes. */
    Features add(Place input) {
        StemPixels widen = new StemPixels(spec.height(), spec.width() * ClipSpec.CHANNELS, pixelRow());
        Place first = pixels.plus((long) MARGIN * (pixelRow() + StemConvolution.PIXEL));
        List<List<Call>> frames = new ArrayList<>();
        for (int t = 0; t < spec.frames(); t++) {
            frames.add(List.of(Call.of(widen, input.plus((long) t * spec.frameBytes()), first.plus(t * pixelFrame()))));
        }
        plan.pass(frames);
        Features out = Features.in(plan.clip(), spec.frames(), spec.height() / 2, spec.width() / 2, CHANNELS);
        plan.pass(bands(out));
        return out;
    }

    private List<List<Call>> bands(Features out) {
        Region scratch = plan.scratch();
        int outputs = BAND * spec.width();
        int frameBytes = outputs * CHANNELS * Float.BYTES;
        Place spatial = scratch.take((long) spec.frames() * frameBytes);
        Place temporal = scratch.take(frameBytes);
        StemConvolution convolution = new StemConvolution(BAND, spec.width(), pixelRow());
        TemporalConvolution overTime = TemporalConvolution.of(
                plan.constants(), weights.of("stem.temporal"), CHANNELS, outputs, spec.frames(), frameBytes);
        StemPool pool = new StemPool(spec.width());
        Place kernel = plan.constants()
                .add(StemConvolution.packed(weights.of("stem.spatial").weight()));
        float[] kernelValues = weights.of("stem.spatial").weight();
        Place numbers = plan.constants().add(StemConvolution.scales(kernelValues));
        plan.constants().add(weights.of("stem.spatial").bias());
        Place quarter = plan.constants().add(StemPool.NUMBERS);
        List<List<Call>> bands = new ArrayList<>();
        for (int y = 0; y < spec.height(); y += BAND) {
            List<Call> calls = new ArrayList<>();
            for (int t = 0; t < spec.frames(); t++) {
                Place seen = pixels.plus(t * pixelFrame() + (long) y * pixelRow());
                calls.add(Call.of(convolution, seen, kernel, numbers, spatial.plus((long) t * frameBytes)));
            }
            for (int t = 0; t < spec.frames(); t++) {
                calls.add(overTime.call(t, spatial, temporal));
                calls.add(Call.of(pool, temporal, out.at(t, y / 2, 0), quarter));
            }
            bands.add(calls);
        }
        return bands;
    }
}
