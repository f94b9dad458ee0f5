package io.actionstream.model.avx512;

/** What the passes over a clip hand to each other; for one clip at a time. */
public final class ClipMemory implements AutoCloseable {
    private final NativeBlock block;

    ClipMemory(NativeBlock block) {
        this.block = block;
    }

    NativeBlock block() {
        return block;
    }

    @Override
    public void close() {
        block.close();
    }
}
