package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * A copy of some bytes of each frame.
 *
 * <p>The function takes those of the first frame, and where they go.
 *
 * @param bytes of a frame, a multiple of 128
 * @param from bytes from those of a frame to those of the next
 * @param to the same where they go
 */
record CopyFrames(int frames, int bytes, int from, int to) implements Kernel {
    private static final int UNROLLED = 2;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.repeat(R10, frames, () -> {
            asm.repeat(R11, bytes / VECTOR_BYTES / UNROLLED, () -> {
                for (int i = 0; i < UNROLLED; i++) {
                    asm.load(i, RDI.at(i * VECTOR_BYTES));
                    asm.store(RSI.at(i * VECTOR_BYTES), i);
                }
                asm.add(RDI, UNROLLED * VECTOR_BYTES);
                asm.add(RSI, UNROLLED * VECTOR_BYTES);
            });
            asm.add(RDI, from - bytes);
            asm.add(RSI, to - bytes);
        });
        asm.ret();
        return entry;
    }
}
