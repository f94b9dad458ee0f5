package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Map;

/** The network as machine code for processors with AVX-512, of weights that never change. */
public final class Avx512Network implements AutoCloseable {
    private static final int BLOCKS = 4;

    private final ClipSpec spec;
    private final Plan plan = new Plan();
    private final Place input;
    private final List<Place> sums;
    private final FoldedWeights weights;
    private final MachineCode code;
    private final NativeBlock constants;

    public Avx512Network(Map<String, Tensor> tensors, ClipSpec spec) {
        this.spec = spec;
        weights = new FoldedWeights(tensors);
        input = plan.clip().take(spec.clipBytes());
        Features features = new StemPlan(plan, spec, weights).add(input);
        for (int i = 0; i < BLOCKS - 1; i++) {
            features = new BlockPlan(plan, weights, "blocks." + i, features).addHalved();
        }
        sums = new BlockPlan(plan, weights, "blocks." + (BLOCKS - 1), features).addSums();
        code = new MachineCode(plan.passes());
        constants = plan.constants().toMemory();
    }

    public static final class Memory implements AutoCloseable {
        final NativeBlock clip;
        final NativeBlock scratch;
        final NativeBlock bases = new NativeBlock(Base.values().length * Long.BYTES);

        Memory(NativeBlock clip, NativeBlock scratch, long constants) {
            this.clip = clip;
            this.scratch = scratch;
            long[] starts = {0, constants, clip.address(), scratch.address()};
            bases.pointer().write(0, starts, 0, starts.length);
        }

        @Override
        public void close() {
            clip.close();
            scratch.close();
            bases.close();
        }
    }

    public Memory memory() {
        return new Memory(
                new NativeBlock(plan.clip().bytes()), new NativeBlock(plan.scratchBytes()), constants.address());
    }

    public long[] nanos = new long[20];

    public float[] forward(byte[] clip, Memory memory) {
        long t0 = System.nanoTime();
        memory.clip.pointer().write(input.bytes(), clip, 0, clip.length);
        nanos[19] += System.nanoTime() - t0;
        for (int pass = 0; pass < code.passes(); pass++) {
            long t = System.nanoTime();
            for (int piece = 0; piece < code.pieces(pass); piece++) {
                code.run(pass, piece, memory.bases.address());
            }
            nanos[pass] += System.nanoTime() - t;
        }
        return logits(memory.clip.pointer());
    }

    private float[] logits(Pointer memory) {
        String block = "blocks." + (BLOCKS - 1);
        FoldedWeights.Layer norm = weights.of(block + ".norm2");
        FoldedWeights.Layer shortcut = weights.of(block + ".projection_norm");
        FoldedWeights.Layer head = weights.of("head");
        int channels = norm.bias().length;
        double[] total = new double[2 * channels];
        for (Place place : sums) {
            float[] part = memory.getFloatArray(place.bytes(), 2 * channels);
            for (int i = 0; i < part.length; i++) {
                total[i] += part[i];
            }
        }
        double pixels = (double) spec.frames() * spec.height() / 16 * spec.width() / 16;
        float[] logits = new float[head.bias().length];
        for (int o = 0; o < logits.length; o++) {
            double sum = head.bias()[o];
            for (int c = 0; c < channels; c++) {
                double mean = norm.weight()[c] * total[c] / pixels
                        + norm.bias()[c]
                        + shortcut.weight()[c] * total[channels + c] / pixels
                        + shortcut.bias()[c];
                sum += mean * head.weight()[o * channels + c];
            }
            logits[o] = (float) sum;
        }
        return logits;
    }

    @Override
    public void close() {
        code.close();
        constants.close();
    }
}
