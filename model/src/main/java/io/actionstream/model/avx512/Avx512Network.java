package io.actionstream.model.avx512;

import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.clip.ClipSpec;
import java.util.Map;
import java.util.Optional;

/**
 * The network with weights that never change, as machine code for processors with AVX-512 VNNI: passes over a clip, one
 * after the other, each in pieces that threads may share. It computes in float32 what the network of PyTorch computes, but
 * for the 7x7 convolution, whose weights are rounded to 16 bits, and for rounding.
 */
public final class Avx512Network implements AutoCloseable {
    private final NetworkPlan plan;
    private final MachineCode code;
    private final NativeBlock constants;

    private Avx512Network(NetworkPlan plan) {
        this.plan = plan;
        this.code = new MachineCode(plan.memory().passes());
        this.constants = plan.memory().constants().newMemory();
        plan.memory().constants().write(constants);
    }

    /**
     * Compiles the network where {@link Avx512#isWanted machine code is wanted}.
     *
     * @param weights as {@link io.actionstream.model.network.Layout} has them
     */
    public static Optional<Avx512Network> compile(Map<String, Tensor> weights, ClipSpec spec) {
        return Avx512.isWanted(spec)
                ? Optional.of(new Avx512Network(new NetworkPlan(weights, spec)))
                : Optional.empty();
    }

    /** Memory for one clip. */
    public ClipMemory newClipMemory() {
        return new ClipMemory(new NativeBlock(plan.memory().clip().bytes()));
    }

    /** Memory for one thread. */
    public ThreadMemory newThreadMemory() {
        return new ThreadMemory(plan.memory());
    }

    /** How many passes there are. */
    public int passes() {
        return code.passes();
    }

    /** How many pieces a pass has. */
    public int pieces(int pass) {
        return code.pieces(pass);
    }

    /**
     * Starts a clip.
     *
     * @param pixels (frames, height, width, RGB) as uint8
     */
    public void put(byte[] pixels, ClipMemory clip) {
        plan.put(pixels, clip.block().pointer());
    }

    /** Works on a piece, when all of the pass before are done. */
    public void run(int pass, int piece, ClipMemory clip, ThreadMemory thread) {
        thread.aim(constants, clip);
        code.run(pass, piece, thread.bases());
    }

    /** The logits (classes) of a clip, when all pieces of all passes are done. */
    public float[] logits(ClipMemory clip) {
        return plan.logits(clip.block().pointer());
    }

    @Override
    public void close() {
        code.close();
        constants.close();
    }
}
