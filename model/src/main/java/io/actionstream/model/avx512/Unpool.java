package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The gradient of the mean of 2x2 squares: a quarter of each pixel's to each of its square, for two rows.
 *
 * <p>The function takes the gradients of a row of means, where those of two rows lie one after the other, and
 * {@link StemPool#NUMBERS}.
 *
 * @param width pixels in a row, even
 * @param channels a multiple of 16
 * @param adds whether they are added to what is there
 */
record Unpool(int width, int channels, boolean adds) implements Kernel {
    private static final int QUARTER = 31;
    private static final int SUM = 1;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        asm.emit(Op.VBROADCASTSS, QUARTER, RDX.at(0));
        asm.repeat(R10, width / 2, () -> {
            for (int v = 0; v < channels / LANES; v++) {
                asm.emit(Op.VMULPS, 0, QUARTER, RDI.at(v * VECTOR_BYTES));
                for (int i = 0; i < 4; i++) {
                    Operand to = RSI.at((i / 2 * width + i % 2) * pixel + v * VECTOR_BYTES);
                    if (adds) {
                        asm.emit(Op.VADDPS, SUM + i, 0, to);
                    }
                    asm.store(to, adds ? SUM + i : 0);
                }
            }
            asm.add(RDI, pixel);
            asm.add(RSI, 2 * pixel);
        });
        asm.ret();
        return entry;
    }
}
