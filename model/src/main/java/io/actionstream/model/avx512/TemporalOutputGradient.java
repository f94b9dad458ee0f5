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
            for (TemporalTile tile : tiling.tiles(RSI, RDX)) {
                load(asm, tile);
                tile.filter().outputGradient(asm, 0, m -> tile.point(m, values));
            }
            asm.add(RDI, VECTOR_BYTES);
            asm.add(RSI, VECTOR_BYTES);
            asm.add(RDX, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    private void load(Assembler asm, TemporalTile tile) {
        for (int y = 0; y < tile.filter().outputs(); y++) {
            asm.load(y, at(tile.first() + y));
        }
    }

    /** The gradients of a frame, or null when the clip has ended. */
    private Operand at(int t) {
        return t >= tiling.frames() ? null : RDI.at(t * frame);
    }
}
