package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * What {@link TemporalOutput} gives for squares of four pixels with 16 channels, then ReLU and the sum of each square.
 *
 * <p>The function takes the products of the tiles of six and of four, the first frame's sums,
 * {@link Filter#OUTPUT_NUMBERS}, and the bias.
 *
 * @param squares of a frame, the pixels of each one after the other
 * @param frame bytes from a frame's sums to the next
 */
record StemOutput(TemporalTiling tiling, int squares, int frame) implements Kernel {
    static final int SQUARE = 4;

    private static final int SPARE = 8;
    private static final int FIRST_SUM = 14;
    private static final int ZERO = 20;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        Filter.loadOutputNumbers(asm, RCX);
        asm.load(Filter.BIAS, R8.at(0));
        asm.clear(ZERO);
        asm.repeat(R10, squares, () -> {
            for (TemporalTile tile : tiling.tiles(RDI, RSI)) {
                for (int pixel = 0; pixel < SQUARE; pixel++) {
                    load(asm, tile, pixel);
                    tile.filter().output(asm, 0, SPARE);
                    addUp(asm, tile.filter(), pixel);
                }
                store(asm, tile);
            }
            asm.add(RDI, SQUARE * VECTOR_BYTES);
            asm.add(RSI, SQUARE * VECTOR_BYTES);
            asm.add(RDX, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    private void load(Assembler asm, TemporalTile tile, int pixel) {
        for (int m = 0; m < tile.filter().points(); m++) {
            asm.load(m, tile.point(m, squares * SQUARE * VECTOR_BYTES).plus(pixel * VECTOR_BYTES));
        }
    }

    /** ReLU of a pixel's outputs, added to what the pixels of the square before it have. */
    private static void addUp(Assembler asm, Filter filter, int pixel) {
        for (int y = 0; y < filter.outputs(); y++) {
            int sum = FIRST_SUM + y;
            int result = filter.result(0, SPARE, y);
            if (pixel == 0) {
                asm.emit(Op.VMAXPS, sum, result, ZERO);
            } else {
                asm.emit(Op.VMAXPS, result, result, ZERO);
                asm.emit(Op.VADDPS, sum, sum, result);
            }
        }
    }

    /** Stores the sums of those of a tile's frames that the clip has. */
    private void store(Assembler asm, TemporalTile tile) {
        int end = Math.min(tile.first() + tile.filter().outputs(), tiling.frames());
        for (int t = tile.first(); t < end; t++) {
            asm.store(RDX.at(t * frame), FIRST_SUM + t - tile.first());
        }
    }
}
