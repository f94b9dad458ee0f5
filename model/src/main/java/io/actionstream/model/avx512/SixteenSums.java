package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;

/** The sums over lanes of registers 0 to 15, in the lanes of register 0: a tree that adds and transposes. */
final class SixteenSums {
    private static final int TEMPORARY = 16;
    private static final int EVEN_LANES = 0x88;
    private static final int ODD_LANES = 0xDD;

    private SixteenSums() {}

    /** Writes the instructions, which change registers up to 31. */
    static void emit(Assembler asm) {
        pairs(asm, Op.VUNPCKLPS, Op.VUNPCKHPS, LANES);
        pairs(asm, Op.VUNPCKLPD, Op.VUNPCKHPD, LANES / 2);
        quarters(asm, LANES / 4);
        quarters(asm, LANES / 8);
    }

    private static void pairs(Assembler asm, Op low, Op high, int registers) {
        for (int i = 0; i < registers; i += 2) {
            asm.emit(low, TEMPORARY + i, i, i + 1);
            asm.emit(high, TEMPORARY + i + 1, i, i + 1);
            asm.emit(Op.VADDPS, i / 2, TEMPORARY + i, TEMPORARY + i + 1);
        }
    }

    private static void quarters(Assembler asm, int registers) {
        for (int i = 0; i < registers; i += 2) {
            asm.emit(Op.VSHUFF32X4, TEMPORARY + i, i, i + 1, EVEN_LANES);
            asm.emit(Op.VSHUFF32X4, TEMPORARY + i + 1, i, i + 1, ODD_LANES);
            asm.emit(Op.VADDPS, i / 2, TEMPORARY + i, TEMPORARY + i + 1);
        }
    }
}
