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

    float[] logits(Pointer clip) {
        Head head = new Head(weights, LAST);
        double[] total = new double[2 * head.channels()];
        sums.forEach(band -> band.addTo(total, clip));
        double pixels = (double) spec.frames() * (spec.height() / HALVED) * (spec.width() / HALVED);
        return head.logits(head.means(total, pixels));
    }
}
