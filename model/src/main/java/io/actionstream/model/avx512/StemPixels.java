package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The bytes of a frame as int16 numbers.
 *
 * <p>The function takes the frame and where the first pixel goes.
 *
 * @param height rows
 * @param rowBytes bytes of a row, at least 32 and a multiple of 16
 * @param row bytes from a row of numbers to the next
 */
record StemPixels(int height, int rowBytes, int row) implements Kernel {
    private static final int STEP = VECTOR_BYTES / Short.BYTES;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int whole = rowBytes / STEP;
        int rest = rowBytes % STEP;
        asm.repeat(R10, height, () -> {
            asm.move(RAX, RSI);
            asm.repeat(R11, whole, () -> {
                asm.emit(Op.VPMOVZXBW, 0, RDI.at(0));
                asm.store(RAX.at(0), 0);
                asm.add(RDI, STEP);
                asm.add(RAX, VECTOR_BYTES);
            });
            if (rest > 0) { // with the end of what was done
                asm.emit(Op.VPMOVZXBW, 0, RDI.at(rest - STEP));
                asm.store(RAX.at((rest - STEP) * Short.BYTES), 0);
            }
            asm.add(RDI, rest);
            asm.add(RSI, row);
        });
        asm.ret();
        return entry;
    }
}
