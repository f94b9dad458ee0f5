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
            for (TemporalTile tile : tiling.tiles(RSI, RDX)) {
                load(asm, tile);
                tile.filter().input(asm, factors, 0, v -> tile.point(v, values));
            }
            asm.add(RDI, VECTOR_BYTES);
            asm.add(RSI, factors.vectorBytes());
            asm.add(RDX, factors.vectorBytes());
        });
        asm.ret();
        return entry;
    }

    /** Loads what a tile sees. */
    private void load(Assembler asm, TemporalTile tile) {
        for (int d = 0; d < tile.filter().points(); d++) {
            asm.load(d, at(tile.first() + d - 1));
        }
    }

    /** The pixels of a frame, or null when it is zero. */
    private Operand at(int t) {
        return t < 0 || t >= tiling.frames() ? null : RDI.at(t * frame);
    }
}
