package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;

/**
 * Zeros.
 *
 * <p>The function takes where they go.
 *
 * @param vectors how many vectors of them
 */
record ClearMemory(int vectors) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.clear(0);
        asm.repeat(R10, vectors, () -> {
            asm.store(RDI.at(0), 0);
            asm.add(RDI, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }
}
