package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Batch norm, ReLU, then the mean of each 2x2 square of two rows with 16 channels.
 *
 * <p>The function takes the rows, where the means go, {@link #NUMBERS}, and the slopes and then the offsets
 * of the channels.
 *
 * @param width of a row
 */
record StemPool(int width) implements Kernel {
    static final float[] NUMBERS = {0.25f};

    private static final int ZERO = 31;
    private static final int QUARTER = 30;
    private static final int SLOPE = 29;
    private static final int OFFSET = 28;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.clear(ZERO);
        asm.emit(Op.VBROADCASTSS, QUARTER, RDX.at(0));
        asm.load(SLOPE, RCX.at(0));
        asm.load(OFFSET, RCX.at(VECTOR_BYTES));
        asm.repeat(R10, width / 2, () -> {
            for (int i = 0; i < 4; i++) {
                asm.load(i, RDI.at((i / 2 * width + i % 2) * VECTOR_BYTES));
                asm.emit(Op.VFMADD213PS, i, SLOPE, OFFSET);
                asm.emit(Op.VMAXPS, i, i, ZERO);
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
