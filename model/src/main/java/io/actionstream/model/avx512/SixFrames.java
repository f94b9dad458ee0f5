package io.actionstream.model.avx512;

import java.util.function.IntFunction;

/**
 * The transforms of F(6, 3): six outputs of a convolution with three taps by eight products in place of 18, with the
 * points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. Those of 1/2 have outputs 32 times as large and weights as much smaller.
 */
final class SixFrames {
    /** From three weights to those of eight products. */
    static final double[][] G = {
        {1, 0, 0},
        {-2.0 / 9, -2.0 / 9, -2.0 / 9},
        {-2.0 / 9, 2.0 / 9, -2.0 / 9},
        {1.0 / 90, 1.0 / 45, 2.0 / 45},
        {1.0 / 90, -1.0 / 45, 2.0 / 45},
        {1.0 / 45, 1.0 / 90, 1.0 / 180},
        {1.0 / 45, -1.0 / 90, 1.0 / 180},
        {0, 0, 1}
    };

    /** Those of {@link WinogradInput}, then its own. */
    static final float[] INPUT_NUMBERS = {2, 4, 5, 0.25f, 0.5f, 1.25f, 2.5f, 4.25f, 5.25f};

    /** Those of {@link WinogradOutput}, then its own. */
    static final float[] OUTPUT_NUMBERS = {2, 4, 8, 16, 32};

    private static final int TWO = WinogradInput.TWO;
    private static final int FOUR = WinogradInput.FOUR;
    private static final int FIVE = WinogradInput.FIVE;
    private static final int QUARTER = 23;
    private static final int HALF = 24;
    private static final int ONE_AND_QUARTER = 25;
    private static final int TWO_AND_HALF = 26;
    private static final int FOUR_AND_QUARTER = 27;
    private static final int FIVE_AND_QUARTER = 28;
    private static final int EVEN = 18;
    private static final int ODD = 19;
    private static final int RESULT = 20;

    private static final int SIXTEEN = 22;
    private static final int THIRTY_TWO = 23;
    private static final int SUM_1 = 8;
    private static final int DIFFERENCE_1 = 9;
    private static final int SUM_2 = 10;
    private static final int DIFFERENCE_2 = 11;
    private static final int SUM_3 = 12;
    private static final int DIFFERENCE_3 = 13;

    private SixFrames() {}

    /** Loads {@link #INPUT_NUMBERS}, once for all transforms of a function, also those of {@link WinogradInput}. */
    static void loadInputNumbers(Assembler asm, Gpr numbers) {
        WinogradInput.loadNumbers(asm, numbers);
        for (int i = 0; i <= FIVE_AND_QUARTER - QUARTER; i++) {
            asm.emit(Op.VBROADCASTSS, QUARTER + i, numbers.at((3 + i) * Float.BYTES));
        }
    }

    /** Loads {@link #OUTPUT_NUMBERS}, once for all transforms of a function, also those of {@link WinogradOutput}. */
    static void loadOutputNumbers(Assembler asm, Gpr numbers) {
        WinogradOutput.loadNumbers(asm, numbers);
        asm.emit(Op.VBROADCASTSS, SIXTEEN, numbers.at(3 * Float.BYTES));
        asm.emit(Op.VBROADCASTSS, THIRTY_TWO, numbers.at(4 * Float.BYTES));
    }

    /**
     * The registers d from 0 to 7 to v = B' d.
     *
     * @param factors what they are stored as
     * @param v where they go
     */
    static void input(Assembler asm, Factors factors, IntFunction<Operand> v) {
        asm.emit(Op.VSUBPS, 0, 0, 6);
        asm.emit(Op.VSUBPS, RESULT, 4, 2);
        asm.emit(Op.VFMADD231PS, 0, RESULT, FIVE_AND_QUARTER);
        factors.store(asm, v.apply(0), 0); // d0 - d6 + 5.25 (d4 - d2)
        asm.emit(Op.VSUBPS, 7, 7, 1);
        asm.emit(Op.VSUBPS, RESULT, 3, 5);
        asm.emit(Op.VFMADD231PS, 7, RESULT, FIVE_AND_QUARTER);
        factors.store(asm, v.apply(7), 7); // d7 - d1 + 5.25 (d3 - d5)
        asm.emit(Op.VADDPS, EVEN, 2, 6);
        asm.emit(Op.VFNMADD231PS, EVEN, 4, FOUR_AND_QUARTER);
        asm.emit(Op.VADDPS, ODD, 1, 5);
        asm.emit(Op.VFNMADD231PS, ODD, 3, FOUR_AND_QUARTER);
        both(asm, factors, v, 1);
        asm.emit(Op.VMULPS, 3, 3, TWO_AND_HALF);
        both(asm, factors, v, 3, QUARTER, ONE_AND_QUARTER, HALF, TWO);
        both(asm, factors, v, 5, FOUR, FIVE, TWO, HALF);
    }

    /** The points x and -x: d6 + a d2 - b d4, plus and minus c d1 + e d5 - 2.5 d3, the last of which is in register 3. */
    private static void both(
            Assembler asm, Factors factors, IntFunction<Operand> v, int point, int a, int b, int c, int e) {
        asm.emit(Op.VMOVUPS, EVEN, 6);
        asm.emit(Op.VFMADD231PS, EVEN, 2, a);
        asm.emit(Op.VFNMADD231PS, EVEN, 4, b);
        asm.emit(Op.VMULPS, ODD, 1, c);
        asm.emit(Op.VFMADD231PS, ODD, 5, e);
        asm.emit(Op.VSUBPS, ODD, ODD, 3);
        both(asm, factors, v, point);
    }

    private static void both(Assembler asm, Factors factors, IntFunction<Operand> v, int point) {
        asm.emit(Op.VADDPS, RESULT, EVEN, ODD);
        factors.store(asm, v.apply(point), RESULT);
        asm.emit(Op.VSUBPS, EVEN, EVEN, ODD);
        factors.store(asm, v.apply(point + 1), EVEN);
    }

    /**
     * The registers m from 0 to 7 to y = A' m + bias, which is left in the registers from 0 to 5.
     *
     * @param y where they go; null for what is not wanted
     */
    static void output(Assembler asm, IntFunction<Operand> y) {
        for (int i = 0; i < 3; i++) {
            asm.emit(Op.VADDPS, SUM_1 + 2 * i, 1 + 2 * i, 2 + 2 * i);
            asm.emit(Op.VSUBPS, DIFFERENCE_1 + 2 * i, 1 + 2 * i, 2 + 2 * i);
        }
        asm.emit(Op.VADDPS, SUM_1, SUM_1, WinogradOutput.BIAS);
        asm.emit(Op.VADDPS, DIFFERENCE_1, DIFFERENCE_1, WinogradOutput.BIAS);
        asm.emit(Op.VADDPS, 0, 0, SUM_1);
        asm.emit(Op.VADDPS, 0, 0, SUM_2);
        asm.emit(Op.VFMADD231PS, 0, SUM_3, THIRTY_TWO);
        asm.emit(Op.VADDPS, 5, 7, DIFFERENCE_1);
        asm.emit(Op.VADDPS, 5, 5, DIFFERENCE_3);
        asm.emit(Op.VFMADD231PS, 5, DIFFERENCE_2, THIRTY_TWO);
        weighted(asm, 1, DIFFERENCE_1, WinogradOutput.TWO, SIXTEEN);
        weighted(asm, 2, SUM_1, WinogradOutput.FOUR, WinogradOutput.EIGHT);
        weighted(asm, 3, DIFFERENCE_1, WinogradOutput.EIGHT, WinogradOutput.FOUR);
        weighted(asm, 4, SUM_1, SIXTEEN, WinogradOutput.TWO);
        for (int i = 0; i < TemporalTiling.SIX; i++) {
            asm.store(y.apply(i), i);
        }
    }

    /** One sum or difference, and the next two times numbers. */
    private static void weighted(Assembler asm, int target, int first, int second, int third) {
        asm.emit(Op.VMOVUPS, target, first);
        asm.emit(Op.VFMADD231PS, target, first + 2, second);
        asm.emit(Op.VFMADD231PS, target, first + 4, third);
    }

    /**
     * The registers y from 0 to 5 to m = A y, the transpose of {@link #output}.
     *
     * @param m where they go
     */
    static void outputGradient(Assembler asm, IntFunction<Operand> m) {
        asm.store(m.apply(0), 0);
        asm.store(m.apply(7), 5);
        asm.emit(Op.VADDPS, EVEN, 0, 2);
        asm.emit(Op.VADDPS, EVEN, EVEN, 4);
        asm.emit(Op.VADDPS, ODD, 1, 3);
        asm.emit(Op.VADDPS, ODD, ODD, 5);
        both(asm, Factors.FLOAT32, m, 1);
        asm.emit(Op.VMOVUPS, EVEN, 0);
        asm.emit(Op.VFMADD231PS, EVEN, 2, WinogradOutput.FOUR);
        asm.emit(Op.VFMADD231PS, EVEN, 4, SIXTEEN);
        asm.emit(Op.VMULPS, ODD, 1, WinogradOutput.TWO);
        asm.emit(Op.VFMADD231PS, ODD, 3, WinogradOutput.EIGHT);
        asm.emit(Op.VFMADD231PS, ODD, 5, THIRTY_TWO);
        both(asm, Factors.FLOAT32, m, 3);
        asm.emit(Op.VMULPS, EVEN, 0, THIRTY_TWO);
        asm.emit(Op.VFMADD231PS, EVEN, 2, WinogradOutput.EIGHT);
        asm.emit(Op.VFMADD231PS, EVEN, 4, WinogradOutput.TWO);
        asm.emit(Op.VMOVUPS, ODD, 5);
        asm.emit(Op.VFMADD231PS, ODD, 1, SIXTEEN);
        asm.emit(Op.VFMADD231PS, ODD, 3, WinogradOutput.FOUR);
        both(asm, Factors.FLOAT32, m, 5);
    }
}
