package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;
import static io.actionstream.model.avx512.Winograd.WINDOW;

import java.util.function.IntFunction;

/**
 * What a row of tiles sees, transformed: B' d B of {@link Winograd}.
 *
 * <p>The function takes the first tile's window, the place of the first point's values, room for 36 vectors, and
 * {@link #NUMBERS}.
 *
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param row bytes from a row of the input to the next
 * @param point bytes from a point's values to those of the next
 */
record WinogradInput(int tiles, int channels, int row, int point) implements Kernel {
    static final float[] NUMBERS = {2, 4, 5};

    private static final int TWO = 29;
    private static final int FOUR = 30;
    private static final int FIVE = 31;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        loadNumbers(asm, RCX);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                for (int side = 0; side < WINDOW; side++) {
                    int j = side;
                    transform(asm, i -> RDI.at(i * row + j * pixel), i -> RDX.at((i * WINDOW + j) * VECTOR_BYTES));
                }
                for (int side = 0; side < WINDOW; side++) {
                    int i = side * WINDOW;
                    transform(asm, j -> RDX.at((i + j) * VECTOR_BYTES), j -> RSI.at((i + j) * point));
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
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

    /**
     * Six values d to v = B' d.
     *
     * @param d where they are; null for a zero
     * @param v where they go
     */
    static void transform(Assembler asm, IntFunction<Operand> d, IntFunction<Operand> v) {
        for (int i = 0; i < WINDOW; i++) {
            asm.load(i, d.apply(i));
        }
        asm.emit(Op.VMOVUPS, 6, 4);
        asm.emit(Op.VFNMADD231PS, 6, FIVE, 2);
        asm.emit(Op.VFMADD231PS, 6, FOUR, 0); // v0 = 4 d0 - 5 d2 + d4
        asm.store(v.apply(0), 6);
        asm.emit(Op.VFNMADD231PS, 5, FIVE, 3);
        asm.emit(Op.VFMADD231PS, 5, FOUR, 1); // v5 = 4 d1 - 5 d3 + d5
        asm.store(v.apply(5), 5);
        asm.emit(Op.VMOVUPS, 7, 4);
        asm.emit(Op.VFNMADD231PS, 7, FOUR, 2); // d4 - 4 d2
        asm.emit(Op.VMOVUPS, 8, 3);
        asm.emit(Op.VFNMADD231PS, 8, FOUR, 1); // d3 - 4 d1
        asm.emit(Op.VADDPS, 9, 7, 8);
        asm.store(v.apply(1), 9);
        asm.emit(Op.VSUBPS, 10, 7, 8);
        asm.store(v.apply(2), 10);
        asm.emit(Op.VSUBPS, 4, 4, 2);
        asm.emit(Op.VSUBPS, 3, 3, 1);
        asm.emit(Op.VMOVUPS, 11, 4);
        asm.emit(Op.VFMADD231PS, 11, TWO, 3); // v3 = d4 - d2 + 2 (d3 - d1)
        asm.store(v.apply(3), 11);
        asm.emit(Op.VFNMADD231PS, 4, TWO, 3); // v4 = d4 - d2 - 2 (d3 - d1)
        asm.store(v.apply(4), 4);
    }
}
