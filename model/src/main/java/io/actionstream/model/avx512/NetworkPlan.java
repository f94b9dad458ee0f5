package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Map;

/** The passes of the whole network but for the dense layer at its end, which is too small to be worth one. */
final class NetworkPlan {
    private static final int BLOCKS = 4;
    private static final int HALVED = 1 << BLOCKS;
    private static final String LAST = "blocks." + (BLOCKS - 1);

    private final ClipSpec spec;
    private final FoldedWeights weights;
    private final Plan memory = new Plan();
    private final Place input;
    private final List<Place> sums;

    NetworkPlan(Map<String, Tensor> tensors, ClipSpec spec) {
        this.spec = spec;
        weights = new FoldedWeights(tensors);
        input = memory.clip().take(spec.clipBytes());
        Features features = new StemPlan(memory, spec, weights).add(input);
        for (int i = 0; i < BLOCKS - 1; i++) {
            features = new BlockPlan(memory, weights, "blocks." + i, features).addHalved();
        }
        sums = new BlockPlan(memory, weights, LAST, features).addSums();
    }

    Plan memory() {
        return memory;
    }

    void put(byte[] pixels, Pointer clip) {
        if (pixels.length != spec.clipBytes()) {
            throw new IllegalArgumentException("a clip has " + spec.clipBytes() + " bytes, not " + pixels.length);
        }
        clip.write(input.bytes(), pixels, 0, pixels.length);
    }

    /** The head: a dense layer of the means over time and space. */
    float[] logits(Pointer clip) {
        FoldedWeights.Layer head = weights.of("head");
        double[] means = means(clip);
        float[] logits = new float[head.bias().length];
        for (int o = 0; o < logits.length; o++) {
            double sum = head.bias()[o];
            for (int c = 0; c < means.length; c++) {
                sum += means[c] * head.weight()[o * means.length + c];
            }
            logits[o] = (float) sum;
        }
        return logits;
    }

    private double[] means(Pointer clip) {
        FoldedWeights.Layer norm = weights.of(LAST + ".norm2");
        FoldedWeights.Layer shortcut = weights.of(LAST + ".projection_norm");
        double pixels = (double) spec.frames() * (spec.height() / HALVED) * (spec.width() / HALVED);
        double[] means = new double[norm.bias().length];
        for (Place place : sums) {
            float[] part = clip.getFloatArray(place.bytes(), 2 * means.length);
            for (int c = 0; c < means.length; c++) {
                means[c] += (norm.weight()[c] * part[c] + shortcut.weight()[c] * part[means.length + c]) / pixels;
            }
        }
        for (int c = 0; c < means.length; c++) {
            means[c] += norm.bias()[c] + shortcut.bias()[c];
        }
        return means;
    }
}
