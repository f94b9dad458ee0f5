package io.actionstream.model.avx512;

/** What a thread needs while it works on a piece; for one thread at a time. */
public final class ThreadMemory implements AutoCloseable {
    private final NativeBlock scratch;
    private final NativeBlock bases;

    ThreadMemory(NativeBlock scratch, NativeBlock bases) {
        this.scratch = scratch;
        this.bases = bases;
    }

    /** Has the next piece work on a clip. */
    void aim(NativeBlock constants, ClipMemory clip) {
        long[] starts = {0, constants.address(), clip.block().address(), scratch.address()};
        bases.pointer().write(0, starts, 0, starts.length);
    }

    long bases() {
        return bases.address();
    }

    @Override
    public void close() {
        scratch.close();
        bases.close();
    }
}
