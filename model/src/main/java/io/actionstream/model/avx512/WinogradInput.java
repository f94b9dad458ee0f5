package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;
import static io.actionstream.model.avx512.Winograd.WINDOW;

import java.util.List;
import java.util.function.IntFunction;

/**
 * What a row of tiles sees, transformed: B' d B of {@link Winograd}.
 *
 * <p>The function takes the first row of the first tile's window, the place of the first point's values, and
 * {@link #NUMBERS}.
 *
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param rows bytes from the first row of the window to each of the six
 * @param point bytes from a point's values to those of the next
 * @param factors what the values are
 */
record WinogradInput(int tiles, int channels, List<Integer> rows, int point, Factors factors) implements Kernel {
    static final float[] NUMBERS = {2, 4, 5};

    private static final int HALF = 3;
    private static final int EVEN = 18;
    private static final int ODD = 19;
    private static final int RESULT = 20;
    private static final int OTHER_RESULT = 21;
    /** The registers of {@link #loadNumbers}. */
    static final int TWO = 29;

    static final int FOUR = 30;
    static final int FIVE = 31;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        loadNumbers(asm, RDX);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                for (int half = 0; half < 2; half++) {
                    for (int j = 0; j < WINDOW; j++) {
                        column(asm, half, j);
                    }
                    for (int i = 0; i < HALF; i++) {
                        int first = (half * HALF + i) * WINDOW;
                        transform(asm, factors, i * WINDOW, j -> RSI.at((first + j) * point));
                    }
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, factors.vectorBytes());
            });
            asm.add(RDI, (Winograd.TILE - 1) * pixel);
        });
        asm.ret();
        return entry;
    }

    /** Loads {@link #NUMBERS}, once for all transforms of a function. */
    static void loadNumbers(Assembler asm, Gpr numbers) {
        asm.emit(Op.VBROADCASTSS, TWO, numbers.at(0));
        asm.emit(Op.VBROADCASTSS, FOUR, numbers.at(Float.BYTES));
        asm.emit(Op.VBROADCASTSS, FIVE, numbers.at(2 * Float.BYTES));
    }

    /** Three of the six rows of B' d in one column, to registers 6 i + j: as many as there are registers for. */
    private void column(Assembler asm, int half, int j) {
        int first = j;
        int second = WINDOW + j;
        int third = 2 * WINDOW + j;
        if (half == 0) {
            asm.load(first, d(4, j));
            asm.emit(Op.VFNMADD231PS, first, FIVE, d(2, j));
            asm.emit(Op.VFMADD231PS, first, FOUR, d(0, j)); // v0 = 4 d0 - 5 d2 + d4
            asm.load(EVEN, d(4, j));
            asm.emit(Op.VFNMADD231PS, EVEN, FOUR, d(2, j)); // d4 - 4 d2
            asm.load(ODD, d(3, j));
            asm.emit(Op.VFNMADD231PS, ODD, FOUR, d(1, j)); // d3 - 4 d1
            asm.emit(Op.VADDPS, second, EVEN, ODD);
            asm.emit(Op.VSUBPS, third, EVEN, ODD);
        } else {
            asm.load(EVEN, d(4, j));
            asm.emit(Op.VSUBPS, EVEN, EVEN, d(2, j));
            asm.load(ODD, d(3, j));
            asm.emit(Op.VSUBPS, ODD, ODD, d(1, j));
            asm.emit(Op.VMOVUPS, first, EVEN);
            asm.emit(Op.VFMADD231PS, first, TWO, ODD); // v3 = d4 - d2 + 2 (d3 - d1)
            asm.emit(Op.VMOVUPS, second, EVEN);
            asm.emit(Op.VFNMADD231PS, second, TWO, ODD); // v4 = d4 - d2 - 2 (d3 - d1)
            asm.load(third, d(5, j));
            asm.emit(Op.VFNMADD231PS, third, FIVE, d(3, j));
            asm.emit(Op.VFMADD231PS, third, FOUR, d(1, j)); // v5 = 4 d1 - 5 d3 + d5
        }
    }

    private Operand d(int i, int j) {
        return RDI.at(rows.get(i) + j * channels * Float.BYTES);
    }

    /**
     * Six registers d, from the first on, to v = B' d.
     *
     * @param factors what they are stored as
     * @param v where they go
     */
    static void transform(Assembler asm, Factors factors, int first, IntFunction<Operand> v) {
        int d1 = first + 1;
        int d2 = first + 2;
        int d3 = first + 3;
        int d4 = first + 4;
        int d5 = first + 5;
        asm.emit(Op.VMOVUPS, RESULT, d4);
        asm.emit(Op.VFNMADD231PS, RESULT, FIVE, d2);
        asm.emit(Op.VFMADD231PS, RESULT, FOUR, first);
        factors.store(asm, v.apply(0), RESULT);
        asm.emit(Op.VFNMADD231PS, d5, FIVE, d3);
        asm.emit(Op.VFMADD231PS, d5, FOUR, d1);
        factors.store(asm, v.apply(5), d5);
        asm.emit(Op.VMOVUPS, EVEN, d4);
        asm.emit(Op.VFNMADD231PS, EVEN, FOUR, d2);
        asm.emit(Op.VMOVUPS, ODD, d3);
        asm.emit(Op.VFNMADD231PS, ODD, FOUR, d1);
        asm.emit(Op.VADDPS, OTHER_RESULT, EVEN, ODD);
        factors.store(asm, v.apply(1), OTHER_RESULT);
        asm.emit(Op.VSUBPS, EVEN, EVEN, ODD);
        factors.store(asm, v.apply(2), EVEN);
        asm.emit(Op.VSUBPS, d4, d4, d2);
        asm.emit(Op.VSUBPS, d3, d3, d1);
        asm.emit(Op.VMOVUPS, d2, d4);
        asm.emit(Op.VFMADD231PS, d2, TWO, d3);
        factors.store(asm, v.apply(3), d2);
        asm.emit(Op.VFNMADD231PS, d4, TWO, d3);
        factors.store(asm, v.apply(4), d4);
    }
}
