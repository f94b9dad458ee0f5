package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Adds pixels up by channel.
 *
 * <p>The function takes the pixels and the sums.
 *
 * @param pixels how many
 * @param channels a multiple of 16, no more than 128
 */
record ChannelSums(int pixels, int channels) implements Kernel {
    private static final int PIXEL = 16;
    private static final int OTHERS = 8;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int vectors = channels / LANES;
        for (int v = 0; v < vectors; v++) {
            asm.load(v, RSI.at(v * VECTOR_BYTES));
        }
        asm.repeat(R10, pixels, () -> {
            for (int v = 0; v < vectors; v++) {
                int pixel = PIXEL + v % OTHERS;
                asm.load(pixel, RDI.at(v * VECTOR_BYTES));
                asm.emit(Op.VADDPS, v, v, pixel);
            }
            asm.add(RDI, channels * Float.BYTES);
        });
        for (int v = 0; v < vectors; v++) {
            asm.store(RSI.at(v * VECTOR_BYTES), v);
        }
        asm.ret();
        return entry;
    }
}
