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
            for (int tile = 0; tile < tiling.sixes(); tile++) {
                for (int pixel = 0; pixel < SQUARE; pixel++) {
                    load(asm, RDI.at(pixel * VECTOR_BYTES), TemporalTiling.SIX_POINTS, tiling.sixes(), tile);
                    TemporalTiling.SIXES.output(asm, 0, SPARE);
                    for (int y = 0; y < TemporalTiling.SIX; y++) {
                        addUp(asm, pixel, y, TemporalTiling.SIXES.result(0, SPARE, y));
                    }
                }
                store(asm, TemporalTiling.SIX * tile, TemporalTiling.SIX);
            }
            for (int tile = 0; tile < tiling.fours(); tile++) {
                for (int pixel = 0; pixel < SQUARE; pixel++) {
                    load(asm, RSI.at(pixel * VECTOR_BYTES), TemporalTiling.FOUR_POINTS, tiling.fours(), tile);
                    TemporalTiling.FOURS.output(asm, 0, SPARE);
                    for (int y = 0; y < TemporalTiling.FOUR; y++) {
                        addUp(asm, pixel, y, TemporalTiling.FOURS.result(0, SPARE, y));
                    }
                }
                store(asm, tiling.startOfFour(tile), TemporalTiling.FOUR);
            }
            asm.add(RDI, SQUARE * VECTOR_BYTES);
            asm.add(RSI, SQUARE * VECTOR_BYTES);
            asm.add(RDX, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    private void load(Assembler asm, Operand products, int points, int tiles, int tile) {
        for (int m = 0; m < points; m++) {
            asm.load(m, products.plus((m * tiles + tile) * squares * SQUARE * VECTOR_BYTES));
        }
    }

    /** ReLU of an output, added to what the pixels of the square before it have. */
    private static void addUp(Assembler asm, int pixel, int y, int result) {
        int sum = FIRST_SUM + y;
        if (pixel == 0) {
            asm.emit(Op.VMAXPS, sum, result, ZERO);
        } else {
            asm.emit(Op.VMAXPS, result, result, ZERO);
            asm.emit(Op.VADDPS, sum, sum, result);
        }
    }

    /** Stores the sums of those of a tile's frames that the clip has. */
    private void store(Assembler asm, int first, int count) {
        for (int t = first; t < Math.min(first + count, tiling.frames()); t++) {
            asm.store(RDX.at(t * frame), FIRST_SUM + t - first);
        }
    }
}
