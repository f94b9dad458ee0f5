package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;
import static io.actionstream.model.avx512.Winograd.TILE;
import static io.actionstream.model.avx512.Winograd.WINDOW;

import java.util.function.IntFunction;

/**
 * The gradients of a row of tiles' products by those of their outputs: A y A', the transpose of {@link WinogradOutput}.
 *
 * <p>The function takes the first tile's gradients, the place of the first point's, and {@link WinogradOutput#NUMBERS}.
 *
 * @param tiles side by side
 * @param channels a multiple of 16
 * @param row bytes from a row of the outputs' gradients to the next
 * @param point bytes from a point's gradients to those of the next
 */
record WinogradOutputGradient(int tiles, int channels, int row, int point) implements Kernel {
    private static final int SUM = 24;
    private static final int DIFFERENCE = 25;
    private static final int FAR = 26;
    private static final int RESULT = 27;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        WinogradOutput.loadNumbers(asm, RDX);
        asm.repeat(R10, tiles, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                for (int side = 0; side < TILE; side++) {
                    int j = side;
                    for (int i = 0; i < TILE; i++) {
                        asm.load(i * TILE + j, RDI.at(i * row + j * pixel));
                    }
                }
                for (int side = 0; side < TILE; side++) {
                    column(asm, side);
                }
                for (int side = 0; side < WINDOW; side++) {
                    int i = side * WINDOW;
                    transform(asm, side * TILE, j -> RSI.at((i + j) * point));
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
            });
            asm.add(RDI, (TILE - 1) * pixel);
        });
        asm.ret();
        return entry;
    }

    /** Four values y of a column, in registers 4 i + j, to the six of A y in the same registers and those below. */
    private static void column(Assembler asm, int j) {
        int y0 = j;
        int y1 = TILE + j;
        int y2 = 2 * TILE + j;
        int y3 = 3 * TILE + j;
        asm.emit(Op.VADDPS, SUM, y0, y2);
        asm.emit(Op.VADDPS, DIFFERENCE, y1, y3);
        asm.emit(Op.VMOVUPS, FAR, y0);
        asm.emit(Op.VFMADD231PS, FAR, WinogradOutput.FOUR, y2); // y0 + 4 y2
        asm.emit(Op.VMULPS, RESULT, y1, WinogradOutput.TWO);
        asm.emit(Op.VFMADD231PS, RESULT, WinogradOutput.EIGHT, y3); // 2 y1 + 8 y3
        asm.emit(Op.VMOVUPS, 5 * TILE + j, y3);
        asm.emit(Op.VADDPS, y1, SUM, DIFFERENCE);
        asm.emit(Op.VSUBPS, y2, SUM, DIFFERENCE);
        asm.emit(Op.VADDPS, y3, FAR, RESULT);
        asm.emit(Op.VSUBPS, 4 * TILE + j, FAR, RESULT);
    }

    /**
     * Four registers y, from the first on, to m = A y.
     *
     * @param m where they go
     */
    static void transform(Assembler asm, int y, IntFunction<Operand> m) {
        asm.store(m.apply(0), y);
        asm.store(m.apply(5), y + 3);
        asm.emit(Op.VADDPS, SUM, y, y + 2);
        asm.emit(Op.VADDPS, DIFFERENCE, y + 1, y + 3);
        asm.emit(Op.VADDPS, RESULT, SUM, DIFFERENCE);
        asm.store(m.apply(1), RESULT);
        asm.emit(Op.VSUBPS, RESULT, SUM, DIFFERENCE);
        asm.store(m.apply(2), RESULT);
        asm.emit(Op.VFMADD231PS, y, WinogradOutput.FOUR, y + 2); // y0 + 4 y2
        asm.emit(Op.VMULPS, FAR, y + 1, WinogradOutput.TWO);
        asm.emit(Op.VFMADD231PS, FAR, WinogradOutput.EIGHT, y + 3); // 2 y1 + 8 y3
        asm.emit(Op.VADDPS, RESULT, y, FAR);
        asm.store(m.apply(3), RESULT);
        asm.emit(Op.VSUBPS, RESULT, y, FAR);
        asm.store(m.apply(4), RESULT);
    }
}
