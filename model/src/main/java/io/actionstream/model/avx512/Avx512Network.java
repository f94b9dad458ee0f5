package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The network with weights that never change, as machine code for processors with AVX-512 VNNI: a list of pieces, which
 * threads may share. It computes in float32 what the network of PyTorch computes, but for the 7x7 convolution, whose weights
 * are rounded to 16 bits, and for rounding. If wanted, what its other convolutions multiply is rounded to bfloat16. What black bars above and below a picture give is computed once.
 */
public final class Avx512Network implements AutoCloseable {
    private final NetworkPlan plan;
    private final MachineCode code;
    private final MachineCode recall;
    private final NativeBlock constants;
    private final List<Piece> pieces;

    private Avx512Network(NetworkPlan plan) {
        this.plan = plan;
        this.pieces = plan.memory().pieces();
        this.code = new MachineCode(plan.memory().calls());
        this.recall = new MachineCode(calls(Piece.Memory::recall));
        this.constants = plan.memory().constants().newMemory();
        plan.memory().constants().write(constants);
        storeBlack();
    }

    /** A list for each piece, which is empty if it has no memory. */
    private List<List<Call>> calls(Function<Piece.Memory, Call> kind) {
        return pieces.stream()
                .map(piece -> piece.memory().map(kind).stream().toList())
                .toList();
    }

    /** Works on a black clip, which is what new memory is, and stores what that gives. */
    private void storeBlack() {
        try (MachineCode store = new MachineCode(calls(Piece.Memory::store));
                ClipMemory clip = newClipMemory();
                ThreadMemory thread = newThreadMemory()) {
            thread.aim(constants, clip);
            for (int piece = 0; piece < pieces(); piece++) {
                code.run(piece, thread.bases());
                if (pieces.get(piece).memory().isPresent()) {
                    store.run(piece, thread.bases());
                }
            }
        }
    }

    /**
     * Compiles the network where {@link Avx512#isWanted machine code is wanted}.
     *
     * @param weights as {@link io.actionstream.model.network.Layout} has them
     * @param cores that may work on a clip together
     */
    public static Optional<Avx512Network> compile(Map<String, Tensor> weights, ClipSpec spec, int cores) {
        return compile(weights, spec, cores, Precision.FLOAT32);
    }

    /**
     * Compiles the network where {@link Avx512#isSupported(Precision) machine code of a precision} is wanted.
     *
     * @param weights as {@link io.actionstream.model.network.Layout} has them
     * @param cores that may work on a clip together
     */
    public static Optional<Avx512Network> compile(
            Map<String, Tensor> weights, ClipSpec spec, int cores, Precision precision) {
        if (!Avx512.isWanted(spec, precision)) {
            return Optional.empty();
        }
        Factors factors = precision == Precision.BFLOAT16 ? Factors.BFLOAT16 : Factors.FLOAT32;
        return Optional.of(new Avx512Network(new NetworkPlan(weights, spec, cores, factors)));
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
        return pieces.size();
    }

    /** How many of the first pieces must be done before one, none of them later in the list. */
    public int after(int piece) {
        return pieces.get(piece).after();
    }

    /**
     * Starts a clip.
     *
     * @param pixels (frames, height, width, RGB) as uint8
     */
    public void put(byte[] pixels, ClipMemory clip) {
        clip.setPicture(plan.put(pixels, clip.block().pointer()));
    }

    /** Works on a piece, when those are done that it comes {@link #after}. */
    public void run(int piece, ClipMemory clip, ThreadMemory thread) {
        thread.aim(constants, clip);
        Optional<Piece.Memory> memory = pieces.get(piece).memory();
        boolean known = memory.isPresent() && clip.isBlack(memory.get().seen());
        (known ? recall : code).run(piece, thread.bases());
    }

    /** The logits (classes) of a clip, when all pieces are done. */
    public float[] logits(ClipMemory clip) {
        return plan.logits(clip.block().pointer());
    }

    @Override
    public void close() {
        code.close();
        recall.close();
        constants.close();
    }
}
