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

/**
 * The gradients of a row of tiles' products by those of their outputs: A y A', the transpose of {@link WinogradOutput}, with
 * {@link FourOutputs} over the width too.
 *
 * <p>The function takes the first tile's gradients, the place of the first point's, and {@link Filter#OUTPUT_NUMBERS}.
 *
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param row bytes from a row of the outputs' gradients to the next
 * @param point bytes from a point's gradients to those of the next
 */
record WinogradOutputGradient(int tiles, int channels, int row, int point) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        Filter.loadOutputNumbers(asm, RDX);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                for (int pair = 0; pair < Winograd.POINT_PAIRS.length; pair++) {
                    for (int column = 0; column < Winograd.TILE; column++) {
                        column(asm, pair, column);
                    }
                    for (int i = 0; i < 2; i++) {
                        int first = Winograd.POINT_PAIRS[pair][i] * Winograd.WINDOW;
                        Winograd.ROWS.outputGradient(asm, i * Winograd.TILE, m -> RSI.at((first + m) * point));
                    }
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
            });
            asm.add(RDI, (Winograd.TILE - 1) * pixel);
        });
        asm.ret();
        return entry;
    }

    /** Two of the six rows of A y in one column, to its register and the one so many columns later. */
    private void column(Assembler asm, int pair, int column) {
        int other = Winograd.TILE + column;
        if (pair == 2) {
            asm.load(column, y(0, column));
            asm.load(other, y(3, column));
            return;
        }
        if (pair == 0) {
            asm.load(EVEN, y(0, column));
            asm.emit(Op.VADDPS, EVEN, EVEN, y(2, column));
            asm.load(ODD, y(1, column));
            asm.emit(Op.VADDPS, ODD, ODD, y(3, column));
        } else {
            asm.load(EVEN, y(0, column));
            asm.emit(Op.VFMADD231PS, EVEN, Filter.FOUR, y(2, column)); // y0 + 4 y2
            asm.emit(Op.VMULPS, ODD, Filter.TWO, y(1, column));
            asm.emit(Op.VFMADD231PS, ODD, Filter.EIGHT, y(3, column)); // 2 y1 + 8 y3
        }
        asm.emit(Op.VADDPS, column, EVEN, ODD);
        asm.emit(Op.VSUBPS, other, EVEN, ODD);
    }

    private Operand y(int i, int j) {
        return RDI.at(i * row + j * channels * Float.BYTES);
    }
}
