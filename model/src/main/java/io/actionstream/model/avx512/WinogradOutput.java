package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The outputs of a row of tiles: A' m A of {@link Winograd}, and the bias. It goes from the last tile to the first, so
 * that what hangs over the end of a row is written over by the start of the next.
 *
 * <p>The function takes the first point's values, the first tile's outputs, the bias, and {@link Filter#OUTPUT_NUMBERS}.
 *
 * @param filter over the width
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param row bytes from a row of the outputs to the next
 * @param point bytes from a point's values to those of the next
 */
record WinogradOutput(Filter filter, int tiles, int channels, int row, int point) implements Kernel {
    private static final int SUM_1 = 18;
    private static final int SUM_2 = 19;
    private static final int SPARE = 18;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        Filter.loadOutputNumbers(asm, RCX);
        asm.add(RDI, (tiles - 1) * pixel);
        asm.add(RSI, (tiles - 1) * filter.outputs() * pixel);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                asm.load(Filter.BIAS, RDX.at(0));
                prefetchNextTile(asm);
                for (int first = 0; first < 2; first++) {
                    for (int column = 0; column < filter.points(); column++) {
                        column(asm, first, column);
                    }
                    for (int i = 0; i < 2; i++) {
                        int y = first + 2 * i;
                        filter.output(asm, i * filter.points(), SPARE, x -> output(y, x));
                    }
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
                asm.add(RDX, VECTOR_BYTES);
            });
            asm.add(RDI, -2 * pixel);
            asm.add(RSI, -(filter.outputs() + 1) * pixel);
            asm.add(RDX, -pixel);
        });
        asm.ret();
        return entry;
    }

    private void prefetchNextTile(Assembler asm) {
        int next = -filter.outputs() * channels * Float.BYTES;
        for (int y = 0; y < Winograd.TILE; y++) {
            for (int x = 0; x < filter.outputs(); x++) {
                asm.prefetchToWrite(RSI.at(y * row + x * channels * Float.BYTES + next));
            }
        }
    }

    /** A row of A' m in one column and the one after the next, to its register and the one so many columns later. */
    private void column(Assembler asm, int first, int column) {
        int other = filter.points() + column;
        Op join = first == 0 ? Op.VADDPS : Op.VSUBPS;
        asm.load(SUM_1, m(1, column));
        asm.emit(join, SUM_1, SUM_1, m(2, column));
        asm.load(SUM_2, m(3, column));
        asm.emit(join, SUM_2, SUM_2, m(4, column));
        if (first == 0) {
            asm.emit(Op.VADDPS, column, SUM_1, m(0, column));
            asm.emit(Op.VADDPS, column, column, SUM_2); // m0 + m1 + m2 + m3 + m4
            asm.emit(Op.VMOVUPS, other, SUM_1);
            asm.emit(Op.VFMADD231PS, other, Filter.FOUR, SUM_2); // m1 + m2 + 4 (m3 + m4)
        } else {
            asm.emit(Op.VMOVUPS, column, SUM_1);
            asm.emit(Op.VFMADD231PS, column, Filter.TWO, SUM_2); // m1 - m2 + 2 (m3 - m4)
            asm.emit(Op.VADDPS, other, SUM_1, m(5, column));
            asm.emit(Op.VFMADD231PS, other, Filter.EIGHT, SUM_2); // m1 - m2 + 8 (m3 - m4) + m5
        }
    }

    /** An output; of a lone tile those that hang over are not wanted, for no other tile would write over them. */
    private Operand output(int y, int x) {
        int at = x * channels * Float.BYTES;
        return at < row ? RSI.at(y * row + at) : null;
    }

    private Operand m(int i, int j) {
        return RDI.at((i * filter.points() + j) * point);
    }
}
