package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The same pixel many times.
 *
 * <p>The function takes the pixel, and where the first goes.
 *
 * @param pixels how many
 * @param channels a multiple of 16, no more than 128
 */
record CopyVectors(int pixels, int channels) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int vectors = channels / LANES;
        for (int v = 0; v < vectors; v++) {
            asm.load(v, RDI.at(v * VECTOR_BYTES));
        }
        asm.repeat(R10, pixels, () -> {
            for (int v = 0; v < vectors; v++) {
                asm.store(RSI.at(v * VECTOR_BYTES), v);
            }
            asm.add(RSI, channels * Float.BYTES);
        });
        asm.ret();
        return entry;
    }
}
