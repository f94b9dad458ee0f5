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
 * <p>The function takes the first frame's gradients, the places of those of tiles of six and of four, and
 * {@link Filter#OUTPUT_NUMBERS}.
 *
 * @param vectors of a frame's pixels
 * @param frame bytes from a frame to the next
 */
record TemporalOutputGradient(TemporalTiling tiling, int vectors, int frame) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int values = vectors * VECTOR_BYTES;
        Filter.loadOutputNumbers(asm, RCX);
        asm.repeat(R10, vectors, () -> {
            for (int i = 0; i < tiling.sixes(); i++) {
                int tile = i;
                load(asm, TemporalTiling.SIX * tile, TemporalTiling.SIX);
                SixOutputs.outputGradient(asm, 0, m -> RSI.at((m * tiling.sixes() + tile) * values));
            }
            for (int i = 0; i < tiling.fours(); i++) {
                int tile = i;
                load(asm, tiling.startOfFour(tile), TemporalTiling.FOUR);
                FourOutputs.outputGradient(asm, 0, m -> RDX.at((m * tiling.fours() + tile) * values));
            }
            asm.add(RDI, VECTOR_BYTES);
            asm.add(RSI, VECTOR_BYTES);
            asm.add(RDX, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    private void load(Assembler asm, int t, int outputs) {
        for (int y = 0; y < outputs; y++) {
            asm.load(y, at(t + y));
        }
    }

    /** The gradients of a frame, or null when the clip has ended. */
    private Operand at(int t) {
        return t >= tiling.frames() ? null : RDI.at(t * frame);
    }
}
