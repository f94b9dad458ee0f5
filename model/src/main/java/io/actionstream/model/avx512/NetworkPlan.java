package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The passes of the whole network but for the dense layer at its end, which is too small to be worth one. */
final class NetworkPlan {
    private static final int BLOCKS = 4;
    private static final int HALVED = 1 << BLOCKS;
    private static final String LAST = "blocks." + (BLOCKS - 1);

    private final ClipSpec spec;
    private final FoldedWeights weights;
    private final Plan memory;
    private final Place input;
    private final List<Place> sums;

    /**
     * Plans them.
     *
     * @param cores that may work on a clip together
     * @param factors that convolutions multiply, but for the first
     */
    NetworkPlan(Map<String, Tensor> tensors, ClipSpec spec, int cores, Factors factors) {
        memory = new Plan(factors);
        this.spec = spec;
        weights = new FoldedWeights(tensors);
        input = memory.clip().take(spec.clipBytes());
        int atOnce = (cores + 1) / 2;
        StemPlan stem = new StemPlan(memory, spec, weights);
        Features features = stem.halved(rowsKept(2, atOnce));
        List<List<Band>> passes = new ArrayList<>(List.of(stem.bands(input, features)));
        UnaryOperator<RowRange> seen = StemPlan::seen;
        for (int i = 0; i < BLOCKS - 1; i++) {
            BlockPlan block = new BlockPlan(memory, weights, "blocks." + i, features, seen, rowsKept(1, atOnce));
            features = block.halved();
            seen = block::halvedSeen;
            passes.addAll(List.of(block.first(), block.second(features)));
            memory.interleaved(passes, atOnce, this::mayBeBlack);
            passes.clear();
        }
        BlockPlan last = new BlockPlan(memory, weights, LAST, features, seen, Integer.MAX_VALUE);
        sums = last.sums();
        memory.pass(last.first().stream().map(Band::calls).toList());
        memory.pass(last.second(sums));
    }

    /** Whether rows are where pictures of up to three times the width of a sample have bars. */
    private boolean mayBeBlack(RowRange rows) {
        int bar = spec.height() / 3;
        return rows.end() <= bar || rows.first() >= spec.height() - bar;
    }

    private static int rowsKept(int later, int atOnce) {
        return Winograd.TILE * Plan.bandsKept(later, atOnce);
    }

    Plan memory() {
        return memory;
    }

    /** Copies a clip to memory; gives the rows that are not black. */
    RowRange put(byte[] pixels, Pointer clip) {
        spec.check(pixels);
        clip.write(input.bytes(), pixels, 0, pixels.length);
        return RowRange.ofPicture(pixels, spec);
    }

    float[] logits(Pointer clip) {
        Head head = new Head(weights, LAST);
        double[] total = new double[2 * head.channels()];
        sums.forEach(band -> band.addTo(total, clip));
        double pixels = (double) spec.frames() * (spec.height() / HALVED) * (spec.width() / HALVED);
        return head.logits(head.means(total, pixels));
    }
}
