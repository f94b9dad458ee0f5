package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Numbers of int16 as float32.
 *
 * <p>The function takes the numbers and where they go.
 *
 * @param vectors how many vectors of float32
 */
record StemFloats(int vectors) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.repeat(R10, vectors, () -> {
            asm.emit(Op.VPMOVSXWD, 0, RDI.at(0));
            asm.emit(Op.VCVTDQ2PS, 0, 0);
            asm.store(RSI.at(0), 0);
            asm.add(RDI, VECTOR_BYTES / 2);
            asm.add(RSI, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }
}
