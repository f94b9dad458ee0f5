package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayList;
import java.util.List;

/** The parts of a step of training: each is done for every clip of a batch before the next begins. */
final class TrainingPlan {
    private static final int BLOCKS = 4;
    private static final int HALVED = 1 << BLOCKS;

    private final ClipSpec spec;
    private final Plan plan = new Plan(Factors.FLOAT32);
    private final Gradients gradients = new Gradients(plan.gradients());
    private final KeptStem stem;
    private final Place sums;
    private final Place meanGradients;

    /** Part of a step. */
    enum Part {
        /** To the batch norm of the stem. */
        STEM,
        /** On to the sums from which logits are computed. */
        FORWARD,
        /** From the gradients of the means back to the batch norm. */
        BACKWARD,
        /** From the batch norm back. */
        STEM_BACKWARD
    }

    TrainingPlan(FoldedWeights weights, ClipSpec spec) {
        this.spec = spec;
        List<List<Call>> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            parts.add(new ArrayList<>());
        }
        stem = new KeptStem(plan, spec, weights, gradients);
        stem.addConvolutions(parts.get(Part.STEM.ordinal()));
        List<Call> forward = parts.get(Part.FORWARD.ordinal());
        List<KeptBlock> blocks = new ArrayList<>();
        Features halved = stem.halved();
        Features features = halved;
        Turns before = new Turns().then(tileRow -> stem.addPool(forward, tileRow, halved));
        List<Features> inputs = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            inputs.add(features);
            blocks.add(new KeptBlock(plan, weights, gradients, "blocks." + i, features));
            features = i < BLOCKS - 1 ? blocks.get(i).addHalved(forward, before) : null;
            before = new Turns();
        }
        sums = blocks.get(BLOCKS - 1).addSums(forward);
        meanGradients = plan.clip().take((long) blocks.get(BLOCKS - 1).channels() * Float.BYTES);
        Maps means = addBackward(parts.get(Part.BACKWARD.ordinal()), blocks, inputs);
        stem.addBackwardSums(parts.get(Part.BACKWARD.ordinal()), means);
        stem.addBackward(parts.get(Part.STEM_BACKWARD.ordinal()), means);
        parts.forEach(part -> plan.pass(List.of(part)));
    }

    private Maps addBackward(List<Call> calls, List<KeptBlock> blocks, List<Features> inputs) {
        Maps after = null;
        for (int i = BLOCKS - 1; i >= 0; i--) {
            Features in = inputs.get(i);
            Region region = i == 0 ? plan.clip() : plan.kept();
            Maps to = Maps.in(region, in.frames(), in.height(), in.width(), in.channels());
            if (after == null) {
                blocks.get(i).addBackward(calls, meanGradients, to);
            } else {
                blocks.get(i).addBackward(calls, after, to);
            }
            after = to;
        }
        return after;
    }

    Plan memory() {
        return plan;
    }

    Gradients gradients() {
        return gradients;
    }

    KeptStem stem() {
        return stem;
    }

    /** Pixels over which the head takes the mean. */
    int pixels() {
        return spec.frames() * (spec.height() / HALVED) * (spec.width() / HALVED);
    }

    /** Pixels of a clip over which the batch norm takes its statistics. */
    int stemPixels() {
        return spec.frames() * spec.height() * spec.width();
    }

    void put(byte[] pixels, Pointer clip) {
        spec.check(pixels);
        clip.write(stem.input().bytes(), pixels, 0, pixels.length);
    }

    /** Where the sums of the last block lie: the channels', then the shortcut's. */
    Place sums() {
        return sums;
    }

    /** Sets the gradients that each pixel of the last block's results has. */
    void setPixelGradients(Pointer clip, float[] gradients) {
        clip.write(meanGradients.bytes(), gradients, 0, gradients.length);
    }
}
