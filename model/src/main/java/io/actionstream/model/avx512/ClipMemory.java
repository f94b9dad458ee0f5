package io.actionstream.model.avx512;

/** What the passes over a clip hand to each other; for one clip at a time. */
public final class ClipMemory implements AutoCloseable {
    private final NativeBlock block;
    private RowRange picture = new RowRange(0, Integer.MAX_VALUE);

    ClipMemory(NativeBlock block) {
        this.block = block;
    }

    /** Says which rows of the clip are not black. */
    void setPicture(RowRange rows) {
        picture = rows;
    }

    /** Whether rows are black in all frames, or beyond the edges. */
    boolean isBlack(RowRange rows) {
        return !rows.overlaps(picture);
    }

    NativeBlock block() {
        return block;
    }

    @Override
    public void close() {
        block.close();
    }
}
