package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * What the tiles of a {@link TemporalTiling} see, transformed. Frames before the first and after the last are zero.
 *
 * <p>The function takes the first frame's pixels, the places of the values of tiles of four and of two, and
 * {@link WinogradInput#NUMBERS}.
 *
 * @param vectors of a frame's pixels
 * @param frame bytes from a frame to the next
 */
record TemporalInput(TemporalTiling tiling, int vectors, int frame) implements Kernel {
    private static final int FIRST = 12;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int values = vectors * VECTOR_BYTES;
        WinogradInput.loadNumbers(asm, RCX);
        asm.repeat(R10, vectors, () -> {
            for (int i = 0; i < tiling.fours(); i++) {
                int tile = i;
                for (int d = 0; d < Winograd.WINDOW; d++) {
                    asm.load(d, at(TemporalTiling.FOUR * tile + d - 1));
                }
                WinogradInput.transform(asm, 0, v -> RSI.at((v * tiling.fours() + tile) * values));
            }
            if (tiling.hasTwo()) {
                two(asm, TemporalTiling.FOUR * tiling.fours() - 1, values);
            }
            asm.add(RDI, VECTOR_BYTES);
            asm.add(RSI, VECTOR_BYTES);
            asm.add(RDX, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    /** The pixels of a frame, or null when it is zero. */
    private Operand at(int t) {
        return t < 0 || t >= tiling.frames() ? null : RDI.at(t * frame);
    }

    /** Four values d to d0 - d2, d1 + d2, d2 - d1, d1 - d3. */
    private void two(Assembler asm, int t, int values) {
        for (int d = 0; d < TemporalTiling.TWO_POINTS; d++) {
            asm.load(FIRST + d, at(t + d));
        }
        asm.emit(Op.VSUBPS, 0, FIRST, FIRST + 2);
        asm.emit(Op.VADDPS, 1, FIRST + 1, FIRST + 2);
        asm.emit(Op.VSUBPS, 2, FIRST + 2, FIRST + 1);
        asm.emit(Op.VSUBPS, 3, FIRST + 1, FIRST + 3);
        for (int v = 0; v < TemporalTiling.TWO_POINTS; v++) {
            asm.store(RDX.at(v * values), v);
        }
    }
}
