package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The gradients of the products of a {@link TemporalTiling}'s tiles by those of the frames: the transpose of
 * {@link TemporalOutput}.
 *
 * <p>The function takes the first frame's gradients, the places of those of tiles of four and of two, and
 * {@link WinogradOutput#NUMBERS}.
 *
 * @param vectors of a frame's pixels
 * @param frame bytes from a frame to the next
 */
record TemporalOutputGradient(TemporalTiling tiling, int vectors, int frame) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int values = vectors * VECTOR_BYTES;
        WinogradOutput.loadNumbers(asm, RCX);
        asm.repeat(R10, vectors, () -> {
            for (int i = 0; i < tiling.fours(); i++) {
                int tile = i;
                for (int y = 0; y < TemporalTiling.FOUR; y++) {
                    asm.load(y, at(TemporalTiling.FOUR * tile + y));
                }
                WinogradOutputGradient.transform(asm, 0, m -> RSI.at((m * tiling.fours() + tile) * values));
            }
            if (tiling.hasTwo()) {
                two(asm, TemporalTiling.FOUR * tiling.fours(), values);
            }
            asm.add(RDI, VECTOR_BYTES);
            asm.add(RSI, VECTOR_BYTES);
            asm.add(RDX, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    /** Two values y to y0, y0 + y1, y0 - y1, -y1. */
    private void two(Assembler asm, int t, int values) {
        asm.load(0, at(t));
        asm.load(1, at(t + 1));
        asm.clear(2);
        asm.store(RDX.at(0), 0);
        asm.emit(Op.VADDPS, 3, 0, 1);
        asm.store(RDX.at(values), 3);
        asm.emit(Op.VSUBPS, 3, 0, 1);
        asm.store(RDX.at(2 * values), 3);
        asm.emit(Op.VSUBPS, 3, 2, 1);
        asm.store(RDX.at(3 * values), 3);
    }

    /** The gradients of a frame, or null when the clip has ended. */
    private Operand at(int t) {
        return t >= tiling.frames() ? null : RDI.at(t * frame);
    }
}
