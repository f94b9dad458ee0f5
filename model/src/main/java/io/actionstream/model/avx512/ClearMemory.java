package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
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
        for (int v = 0; v < vectors; v++) {
            asm.store(RDI.at(v * VECTOR_BYTES), 0);
        }
        asm.ret();
        return entry;
    }
}
