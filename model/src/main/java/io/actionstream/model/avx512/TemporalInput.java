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
 * <p>The function takes the first frame's pixels, the places of the values of tiles of six and of four, and
 * {@link Filter#INPUT_NUMBERS}.
 *
 * @param vectors of a frame's pixels
 * @param frame bytes from a frame to the next
 * @param factors what the values are
 */
record TemporalInput(TemporalTiling tiling, int vectors, int frame, Factors factors) implements Kernel {
    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int values = vectors * factors.vectorBytes();
        Filter.loadInputNumbers(asm, RCX);
        asm.repeat(R10, vectors, () -> {
            for (int t = 0; t < tiling.frames(); t++) {
                asm.prefetch(at(t).plus(vectors * VECTOR_BYTES)); // for the next call
            }
            for (int i = 0; i < tiling.sixes(); i++) {
                int tile = i;
                load(asm, TemporalTiling.SIX * tile, TemporalTiling.SIX_POINTS);
                TemporalTiling.SIXES.input(asm, factors, 0, v -> RSI.at((v * tiling.sixes() + tile) * values));
            }
            for (int i = 0; i < tiling.fours(); i++) {
                int tile = i;
                load(asm, tiling.startOfFour(tile), TemporalTiling.FOUR_POINTS);
                TemporalTiling.FOURS.input(asm, factors, 0, v -> RDX.at((v * tiling.fours() + tile) * values));
            }
            asm.add(RDI, VECTOR_BYTES);
            asm.add(RSI, factors.vectorBytes());
            asm.add(RDX, factors.vectorBytes());
        });
        asm.ret();
        return entry;
    }

    /** Loads what a tile sees whose first output is frame t. */
    private void load(Assembler asm, int t, int window) {
        for (int d = 0; d < window; d++) {
            asm.load(d, at(t + d - 1));
        }
    }

    /** The pixels of a frame, or null when it is zero. */
    private Operand at(int t) {
        return t < 0 || t >= tiling.frames() ? null : RDI.at(t * frame);
    }
}
