package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Filter.EVEN;
import static io.actionstream.model.avx512.Filter.ODD;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.List;

/**
 * What a row of tiles sees, transformed: B' d B of {@link Winograd}.
 *
 * <p>The function takes the first row of the first tile's window, the place of the first point's values, and
 * {@link Filter#INPUT_NUMBERS}.
 *
 * @param filter over the width
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param rows bytes from the first row of the window to each of the six
 * @param point bytes from a point's values to those of the next
 * @param factors what the values are
 */
record WinogradInput(Filter filter, int tiles, int channels, List<Integer> rows, int point, Factors factors)
        implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        Filter.loadInputNumbers(asm, RDX);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                prefetchNextTile(asm);
                for (int pair = 0; pair < Winograd.POINT_PAIRS.length; pair++) {
                    for (int column = 0; column < filter.points(); column++) {
                        column(asm, pair, column);
                    }
                    for (int i = 0; i < 2; i++) {
                        int first = Winograd.POINT_PAIRS[pair][i] * filter.points();
                        filter.input(asm, factors, i * filter.points(), v -> RSI.at((first + v) * point));
                    }
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, factors.vectorBytes());
            });
            asm.add(RDI, (filter.outputs() - 1) * pixel);
        });
        asm.ret();
        return entry;
    }

    private void prefetchNextTile(Assembler asm) {
        for (int i = 0; i < Winograd.WINDOW; i++) {
            for (int column = 0; column < filter.outputs(); column++) {
                asm.prefetch(d(i, filter.points() + column));
            }
        }
    }

    /** Two of the six rows of B' d in one column, to its register and the one so many columns later. */
    private void column(Assembler asm, int pair, int column) {
        int other = filter.points() + column;
        if (pair == 0) {
            asm.load(EVEN, d(4, column));
            asm.emit(Op.VFNMADD231PS, EVEN, Filter.IN_FOUR, d(2, column)); // d4 - 4 d2
            asm.load(ODD, d(3, column));
            asm.emit(Op.VFNMADD231PS, ODD, Filter.IN_FOUR, d(1, column)); // d3 - 4 d1
            asm.emit(Op.VADDPS, column, EVEN, ODD);
            asm.emit(Op.VSUBPS, other, EVEN, ODD);
        } else if (pair == 1) {
            asm.load(EVEN, d(4, column));
            asm.emit(Op.VSUBPS, EVEN, EVEN, d(2, column));
            asm.load(ODD, d(3, column));
            asm.emit(Op.VSUBPS, ODD, ODD, d(1, column));
            asm.emit(Op.VADDPS, ODD, ODD, ODD);
            asm.emit(Op.VADDPS, column, EVEN, ODD); // d4 - d2 + 2 (d3 - d1)
            asm.emit(Op.VSUBPS, other, EVEN, ODD);
        } else {
            asm.load(column, d(4, column));
            asm.emit(Op.VFNMADD231PS, column, Filter.IN_FIVE, d(2, column));
            asm.emit(Op.VFMADD231PS, column, Filter.IN_FOUR, d(0, column)); // 4 d0 - 5 d2 + d4
            asm.load(other, d(5, column));
            asm.emit(Op.VFNMADD231PS, other, Filter.IN_FIVE, d(3, column));
            asm.emit(Op.VFMADD231PS, other, Filter.IN_FOUR, d(1, column)); // 4 d1 - 5 d3 + d5
        }
    }

    private Operand d(int i, int j) {
        return RDI.at(rows.get(i) + j * channels * Float.BYTES);
    }
}
