package io.actionstream.model.avx512;

import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.clip.ClipSpec;
import java.util.Map;
import java.util.Optional;

/**
 * The network with weights that never change, as machine code for processors with AVX-512 VNNI: a list of pieces, which
 * threads may share. It computes in float32 what the network of PyTorch computes, but
 * for the 7x7 convolution, whose weights are rounded to 16 bits, and for rounding.
 */
public final class Avx512Network implements AutoCloseable {
    private final NetworkPlan plan;
    private final MachineCode code;
    private final NativeBlock constants;
    private final int[] after;

    private Avx512Network(NetworkPlan plan) {
        this.plan = plan;
        this.code = new MachineCode(plan.memory().calls());
        this.constants = plan.memory().constants().newMemory();
        plan.memory().constants().write(constants);
        this.after = plan.memory().pieces().stream().mapToInt(Piece::after).toArray();
    }

    /**
     * Compiles the network where {@link Avx512#isWanted machine code is wanted}.
     *
     * @param weights as {@link io.actionstream.model.network.Layout} has them
     * @param cores that may work on a clip together
     */
    public static Optional<Avx512Network> compile(Map<String, Tensor> weights, ClipSpec spec, int cores) {
        return Avx512.isWanted(spec)
                ? Optional.of(new Avx512Network(new NetworkPlan(weights, spec, cores)))
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

    /** How many pieces there are. */
    public int pieces() {
        return code.pieces();
    }

    /** How many of the first pieces must be done before one, none of them later in the list. */
    public int after(int piece) {
        return after[piece];
    }

    /**
     * Starts a clip.
     *
     * @param pixels (frames, height, width, RGB) as uint8
     */
    public void put(byte[] pixels, ClipMemory clip) {
        plan.put(pixels, clip.block().pointer());
    }

    /** Works on a piece, when those are done that it comes {@link #after}. */
    public void run(int piece, ClipMemory clip, ThreadMemory thread) {
        thread.aim(constants, clip);
        code.run(piece, thread.bases());
    }

    /** The logits (classes) of a clip, when all pieces are done. */
    public float[] logits(ClipMemory clip) {
        return plan.logits(clip.block().pointer());
    }

    @Override
    public void close() {
        code.close();
        constants.close();
    }
}
