package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The frames that the tiles of a {@link TemporalTiling} give, and the bias.
 *
 * <p>The function takes the products of the tiles of six and of four, the first frame's pixels,
 * {@link Filter#OUTPUT_NUMBERS}, the bias, and sums that are added to.
 *
 * @param pixels of a frame
 * @param channels a multiple of 16
 * @param frame bytes from a frame to the next
 * @param sums what is added up
 */
record TemporalOutput(TemporalTiling tiling, int pixels, int channels, int frame, Sums sums) implements Kernel {

    /** What is added up while it is at hand, by channel, of which there are 16. */
    enum Sums {
        NONE,
        OUTPUTS,
        /** Outputs, then their squares. */
        OUTPUTS_AND_SQUARES
    }

    private static final int SPARE = 8;
    private static final int SUM = 16;
    private static final int SQUARES = 17;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        Filter.loadOutputNumbers(asm, RCX);
        for (int i = 0; i < sums.ordinal(); i++) {
            asm.load(SUM + i, R9.at(i * VECTOR_BYTES));
        }
        asm.repeat(R10, pixels, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                asm.load(Filter.BIAS, R8.at(0));
                for (TemporalTile tile : tiling.tiles(RDI, RSI)) {
                    load(asm, tile);
                    tile.filter().output(asm, 0, SPARE, y -> at(tile.first() + y));
                    addUp(asm, tile);
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
                asm.add(RDX, VECTOR_BYTES);
                asm.add(R8, VECTOR_BYTES);
            });
            asm.add(R8, -pixel);
        });
        for (int i = 0; i < sums.ordinal(); i++) {
            asm.store(R9.at(i * VECTOR_BYTES), SUM + i);
        }
        asm.ret();
        return entry;
    }

    /** Adds up what the clip has of a tile's outputs. */
    private void addUp(Assembler asm, TemporalTile tile) {
        if (sums == Sums.NONE) {
            return;
        }
        for (int y = 0; y < Math.min(tile.filter().outputs(), tiling.frames() - tile.first()); y++) {
            int output = tile.filter().result(0, SPARE, y);
            asm.emit(Op.VADDPS, SUM, SUM, output);
            if (sums == Sums.OUTPUTS_AND_SQUARES) {
                asm.emit(Op.VFMADD231PS, SQUARES, output, output);
            }
        }
    }

    private void load(Assembler asm, TemporalTile tile) {
        for (int m = 0; m < tile.filter().points(); m++) {
            asm.load(m, tile.point(m, pixels * channels * Float.BYTES));
        }
    }

    /** The pixels of a frame, or null when the clip has ended. */
    private Operand at(int t) {
        return t >= tiling.frames() ? null : RDX.at(t * frame);
    }
}
