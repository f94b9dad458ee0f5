package io.actionstream.model.avx512;

import java.util.EnumMap;
import java.util.Map;

/** What a thread needs while it works on a piece; for one thread at a time. */
public final class ThreadMemory implements AutoCloseable {
    private final Map<Base, NativeBlock> own = new EnumMap<>(Base.class);
    private final NativeBlock bases = new NativeBlock(Base.BYTES);

    ThreadMemory(Plan plan) {
        own.put(Base.SCRATCH, new NativeBlock(plan.scratchBytes()));
        own.put(Base.KEPT, new NativeBlock(plan.kept().bytes()));
        own.put(Base.GRADIENTS, new NativeBlock(plan.gradients().bytes()));
        own.forEach((base, block) -> set(base, block.address()));
    }

    private void set(Base base, long address) {
        bases.pointer().setLong((long) base.ordinal() * Long.BYTES, address);
    }

    /** Has the next piece work on a clip. */
    void aim(NativeBlock constants, ClipMemory clip) {
        set(Base.CONSTANTS, constants.address());
        set(Base.CLIP, clip.block().address());
    }

    /** Where the bases' addresses are. */
    long bases() {
        return bases.address();
    }

    NativeBlock block(Base base) {
        return own.get(base);
    }

    @Override
    public void close() {
        own.values().forEach(NativeBlock::close);
        bases.close();
    }
}
