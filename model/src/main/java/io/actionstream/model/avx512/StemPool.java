package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * ReLU, then the mean of each 2x2 square of two rows with 16 channels.
 *
 * <p>The function takes the rows, where the means go, and {@link #NUMBERS}.
 *
 * @param width of a row
 */
record StemPool(int width) implements Kernel {
    static final float[] NUMBERS = {0.25f};

    private static final int ZERO = 31;
    private static final int QUARTER = 30;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.clear(ZERO);
        asm.emit(Op.VBROADCASTSS, QUARTER, RDX.at(0));
        asm.repeat(R10, width / 2, () -> {
            for (int i = 0; i < 4; i++) {
                asm.emit(Op.VMAXPS, i, ZERO, RDI.at((i / 2 * width + i % 2) * VECTOR_BYTES));
            }
            asm.emit(Op.VADDPS, 0, 0, 1);
            asm.emit(Op.VADDPS, 2, 2, 3);
            asm.emit(Op.VADDPS, 0, 0, 2);
            asm.emit(Op.VMULPS, 0, 0, QUARTER);
            asm.store(RSI.at(0), 0);
            asm.add(RDI, 2 * VECTOR_BYTES);
            asm.add(RSI, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }
}
