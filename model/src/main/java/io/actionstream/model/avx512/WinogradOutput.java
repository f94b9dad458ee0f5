package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;
import static io.actionstream.model.avx512.Winograd.TILE;
import static io.actionstream.model.avx512.Winograd.WINDOW;

import java.util.function.IntFunction;

/**
 * The outputs of a row of tiles: A' m A of {@link Winograd}, and the bias. It goes from the last tile to the first, so
 * that what hangs over the end of a row is written over by the start of the next.
 *
 * <p>The function takes the first point's values, the first tile's outputs, the bias, and {@link #NUMBERS}.
 *
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param row bytes from a row of the outputs to the next
 * @param point bytes from a point's values to those of the next
 */
record WinogradOutput(int tiles, int channels, int row, int point) implements Kernel {
    static final float[] NUMBERS = {2, 4, 8};

    private static final int SUM_1 = 24;
    private static final int DIFFERENCE_1 = 25;
    private static final int SUM_2 = 26;
    private static final int DIFFERENCE_2 = 27;
    /** The register that holds the bias. */
    static final int BIAS = 28;

    /** The registers of {@link #loadNumbers}. */
    static final int TWO = 29;

    static final int FOUR = 30;
    static final int EIGHT = 31;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        loadNumbers(asm, RCX);
        asm.add(RDI, (tiles - 1) * pixel);
        asm.add(RSI, (tiles - 1) * TILE * pixel);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                asm.emit(Op.VMOVUPS, BIAS, RDX.at(0));
                for (int j = 0; j < WINDOW; j++) {
                    column(asm, j);
                }
                for (int side = 0; side < TILE; side++) {
                    int i = side;
                    transform(asm, i * WINDOW, j -> RSI.at(i * row + j * pixel));
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
                asm.add(RDX, VECTOR_BYTES);
            });
            asm.add(RDI, -2 * pixel);
            asm.add(RSI, -(TILE + 1) * pixel);
            asm.add(RDX, -pixel);
        });
        asm.ret();
        return entry;
    }

    /** The four rows of A' m in one column, to registers 6 i + j. */
    private void column(Assembler asm, int j) {
        asm.emit(Op.VMOVUPS, DIFFERENCE_1, m(1, j));
        asm.emit(Op.VADDPS, SUM_1, DIFFERENCE_1, m(2, j));
        asm.emit(Op.VSUBPS, DIFFERENCE_1, DIFFERENCE_1, m(2, j));
        asm.emit(Op.VMOVUPS, DIFFERENCE_2, m(3, j));
        asm.emit(Op.VADDPS, SUM_2, DIFFERENCE_2, m(4, j));
        asm.emit(Op.VSUBPS, DIFFERENCE_2, DIFFERENCE_2, m(4, j));
        asm.emit(Op.VADDPS, j, SUM_1, m(0, j));
        asm.emit(Op.VADDPS, j, j, SUM_2);
        asm.emit(Op.VMOVUPS, WINDOW + j, DIFFERENCE_1);
        asm.emit(Op.VFMADD231PS, WINDOW + j, TWO, DIFFERENCE_2);
        asm.emit(Op.VFMADD231PS, SUM_1, FOUR, SUM_2);
        asm.emit(Op.VMOVUPS, 2 * WINDOW + j, SUM_1);
        asm.emit(Op.VADDPS, 3 * WINDOW + j, DIFFERENCE_1, m(5, j));
        asm.emit(Op.VFMADD231PS, 3 * WINDOW + j, EIGHT, DIFFERENCE_2);
    }

    private Operand m(int i, int j) {
        return RDI.at((i * WINDOW + j) * point);
    }

    /** Loads {@link #NUMBERS}, once for all transforms of a function. */
    static void loadNumbers(Assembler asm, Gpr numbers) {
        asm.emit(Op.VBROADCASTSS, TWO, numbers.at(0));
        asm.emit(Op.VBROADCASTSS, FOUR, numbers.at(Float.BYTES));
        asm.emit(Op.VBROADCASTSS, EIGHT, numbers.at(2 * Float.BYTES));
    }

    /** The register in which {@link #transform} leaves an output. */
    static int result(int first, int y) {
        return switch (y) {
            case 0 -> first;
            case 1 -> DIFFERENCE_1;
            case 2 -> SUM_1;
            default -> first + 5;
        };
    }

    /**
     * Six registers m, from the first on, to y = A' m + bias.
     *
     * @param y where they go; null for what is not wanted
     */
    static void transform(Assembler asm, int first, IntFunction<Operand> y) {
        asm.emit(Op.VADDPS, SUM_1, first + 1, first + 2);
        asm.emit(Op.VSUBPS, DIFFERENCE_1, first + 1, first + 2);
        asm.emit(Op.VADDPS, SUM_2, first + 3, first + 4);
        asm.emit(Op.VSUBPS, DIFFERENCE_2, first + 3, first + 4);
        asm.emit(Op.VADDPS, first, first, BIAS);
        asm.emit(Op.VADDPS, first, first, SUM_1);
        asm.emit(Op.VADDPS, first, first, SUM_2);
        asm.store(y.apply(0), first);
        asm.emit(Op.VADDPS, DIFFERENCE_1, DIFFERENCE_1, BIAS);
        asm.emit(Op.VADDPS, first + 5, first + 5, DIFFERENCE_1);
        asm.emit(Op.VFMADD231PS, first + 5, EIGHT, DIFFERENCE_2);
        asm.store(y.apply(3), first + 5);
        asm.emit(Op.VFMADD231PS, DIFFERENCE_1, TWO, DIFFERENCE_2);
        asm.store(y.apply(1), DIFFERENCE_1);
        asm.emit(Op.VADDPS, SUM_1, SUM_1, BIAS);
        asm.emit(Op.VFMADD231PS, SUM_1, FOUR, SUM_2);
        asm.store(y.apply(2), SUM_1);
    }
}
