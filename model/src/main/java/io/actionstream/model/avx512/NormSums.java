package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Adds the pixels of the last block, and those of its projected shortcut, each times its scale: all of a mean that its
 * gains and offsets have no part in.
 *
 * <p>The function takes the pixels and their scales, the shortcut's pixels and their scales, and the sums: the channels'
 * and then the shortcut's.
 *
 * @param pixels how many
 * @param channels a multiple of 16, no more than 128
 */
record NormSums(int pixels, int channels) implements Kernel {
    private static final int SCALE = 16;
    private static final int SHORTCUT_SCALE = 17;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int vectors = channels / LANES;
        int pixel = channels * Float.BYTES;
        for (int v = 0; v < 2 * vectors; v++) {
            asm.emit(Op.VMOVUPS, v, R8.at(v * VECTOR_BYTES));
        }
        asm.repeat(R10, pixels, () -> {
            asm.emit(Op.VBROADCASTSS, SCALE, RSI.at(0));
            asm.emit(Op.VBROADCASTSS, SHORTCUT_SCALE, RCX.at(0));
            for (int v = 0; v < vectors; v++) {
                asm.emit(Op.VFMADD231PS, v, SCALE, RDI.at(v * VECTOR_BYTES));
                asm.emit(Op.VFMADD231PS, vectors + v, SHORTCUT_SCALE, RDX.at(v * VECTOR_BYTES));
            }
            asm.add(RDI, pixel);
            asm.add(RSI, Float.BYTES);
            asm.add(RDX, pixel);
            asm.add(RCX, Float.BYTES);
        });
        for (int v = 0; v < 2 * vectors; v++) {
            asm.store(R8.at(v * VECTOR_BYTES), v);
        }
        asm.ret();
        return entry;
    }
}
