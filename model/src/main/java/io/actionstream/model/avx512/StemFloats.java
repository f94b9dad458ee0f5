package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The bytes of a frame as float32 in [0, 1].
 *
 * <p>The function takes the frame, where the first pixel goes, and {@link #NUMBERS}.
 *
 * @param height rows
 * @param rowBytes bytes of a row, a multiple of 16
 * @param row bytes from a row of numbers to the next
 */
record StemFloats(int height, int rowBytes, int row) implements Kernel {
    static final float[] NUMBERS = {1f / 255};

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.repeat(R10, height, () -> {
            asm.move(RAX, RSI);
            asm.repeat(R11, rowBytes / LANES, () -> {
                asm.emit(Op.VPMOVZXBD, 0, RDI.at(0));
                asm.emit(Op.VCVTDQ2PS, 0, 0);
                asm.emit(Op.VMULPS, 0, 0, RDX.everyLane(0));
                asm.store(RAX.at(0), 0);
                asm.add(RDI, LANES);
                asm.add(RAX, VECTOR_BYTES);
            });
            asm.add(RSI, row);
        });
        asm.ret();
        return entry;
    }
}
