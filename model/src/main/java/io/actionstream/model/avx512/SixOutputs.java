package io.actionstream.model.avx512;

import java.util.function.IntFunction;

/**
 * F(6, 3): six outputs by eight products, with the points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. Those of 1/2 have
 * outputs 32 times as large and weights as much smaller.
 */
record SixOutputs() implements TrainedFilter {
    private static final double[][] WEIGHTS = {
        {1, 0, 0},
        {-2.0 / 9, -2.0 / 9, -2.0 / 9},
        {-2.0 / 9, 2.0 / 9, -2.0 / 9},
        {1.0 / 90, 1.0 / 45, 2.0 / 45},
        {1.0 / 90, -1.0 / 45, 2.0 / 45},
        {1.0 / 45, 1.0 / 90, 1.0 / 180},
        {1.0 / 45, -1.0 / 90, 1.0 / 180},
        {0, 0, 1}
    };

    @Override
    public int outputs() {
        return 6;
    }

    @Override
    public double[][] weights() {
        return WEIGHTS;
    }

    @Override
    public void input(Assembler asm, Factors factors, int d, IntFunction<Operand> v) {
        asm.emit(Op.VSUBPS, d, d, d + 6);
        asm.emit(Op.VSUBPS, RESULT, d + 4, d + 2);
        asm.emit(Op.VFMADD231PS, d, RESULT, IN_FIVE_AND_QUARTER);
        factors.store(asm, v.apply(0), d); // d0 - d6 + 5.25 (d4 - d2)
        odd(asm, d);
        factors.store(asm, v.apply(7), RESULT);
        asm.emit(Op.VADDPS, EVEN, d + 2, d + 6);
        asm.emit(Op.VFNMADD231PS, EVEN, d + 4, IN_FOUR_AND_QUARTER);
        asm.emit(Op.VADDPS, ODD, d + 1, d + 5);
        asm.emit(Op.VFNMADD231PS, ODD, d + 3, IN_FOUR_AND_QUARTER);
        Filter.both(asm, factors, v, 1);
        asm.emit(Op.VMULPS, d + 3, d + 3, IN_TWO_AND_HALF);
        both(asm, factors, d, v, 3, IN_QUARTER, IN_ONE_AND_QUARTER, IN_HALF, IN_TWO);
        both(asm, factors, d, v, 5, IN_FOUR, IN_FIVE, IN_TWO, IN_HALF);
    }

    /** The polynomial that is zero at all points but infinity, d7 - d1 + 5.25 (d3 - d5), to the register RESULT. */
    static void odd(Assembler asm, int d) {
        asm.emit(Op.VSUBPS, RESULT, d + 7, d + 1);
        asm.emit(Op.VSUBPS, OTHER_RESULT, d + 3, d + 5);
        asm.emit(Op.VFMADD231PS, RESULT, OTHER_RESULT, IN_FIVE_AND_QUARTER);
    }

    /** The points x and -x: d6 + a d2 - b d4, plus and minus c d1 + e d5 - 2.5 d3, the last of which is in register d3. */
    private static void both(
            Assembler asm, Factors factors, int d, IntFunction<Operand> v, int point, int a, int b, int c, int e) {
        asm.emit(Op.VMOVUPS, EVEN, d + 6);
        asm.emit(Op.VFMADD231PS, EVEN, d + 2, a);
        asm.emit(Op.VFNMADD231PS, EVEN, d + 4, b);
        asm.emit(Op.VMULPS, ODD, d + 1, c);
        asm.emit(Op.VFMADD231PS, ODD, d + 5, e);
        asm.emit(Op.VSUBPS, ODD, ODD, d + 3);
        Filter.both(asm, factors, v, point);
    }

    @Override
    public void output(Assembler asm, int m, int spare) {
        sums(asm, m, spare);
        asm.emit(Op.VADDPS, m + 5, m + 7, spare + 1);
        asm.emit(Op.VADDPS, m + 5, m + 5, spare + 5);
        asm.emit(Op.VFMADD231PS, m + 5, spare + 3, THIRTY_TWO);
    }

    /**
     * The outputs but for the last, to the registers from m on. Sum and difference of the points 1 and -1, with the bias,
     * then of 2 and -2, and of 1/2 and -1/2, stay in the spare registers.
     */
    static void sums(Assembler asm, int m, int spare) {
        for (int i = 0; i < 3; i++) {
            asm.emit(Op.VADDPS, spare + 2 * i, m + 1 + 2 * i, m + 2 + 2 * i);
            asm.emit(Op.VSUBPS, spare + 1 + 2 * i, m + 1 + 2 * i, m + 2 + 2 * i);
        }
        asm.emit(Op.VADDPS, spare, spare, BIAS);
        asm.emit(Op.VADDPS, spare + 1, spare + 1, BIAS);
        asm.emit(Op.VADDPS, m, m, spare);
        asm.emit(Op.VADDPS, m, m, spare + 2);
        asm.emit(Op.VFMADD231PS, m, spare + 4, THIRTY_TWO);
        weighted(asm, m + 1, spare + 1, TWO, SIXTEEN);
        weighted(asm, m + 2, spare, FOUR, EIGHT);
        weighted(asm, m + 3, spare + 1, EIGHT, FOUR);
        weighted(asm, m + 4, spare, SIXTEEN, TWO);
    }

    /** One sum or difference, and the next two times numbers. */
    static void weighted(Assembler asm, int target, int first, int second, int third) {
        asm.emit(Op.VMOVUPS, target, first);
        asm.emit(Op.VFMADD231PS, target, first + 2, second);
        asm.emit(Op.VFMADD231PS, target, first + 4, third);
    }

    @Override
    public void outputGradient(Assembler asm, int y, IntFunction<Operand> m) {
        asm.store(m.apply(0), y);
        asm.store(m.apply(7), y + 5);
        asm.emit(Op.VADDPS, EVEN, y, y + 2);
        asm.emit(Op.VADDPS, EVEN, EVEN, y + 4);
        asm.emit(Op.VADDPS, ODD, y + 1, y + 3);
        asm.emit(Op.VADDPS, ODD, ODD, y + 5);
        Filter.both(asm, Factors.FLOAT32, m, 1);
        asm.emit(Op.VMOVUPS, EVEN, y);
        asm.emit(Op.VFMADD231PS, EVEN, y + 2, FOUR);
        asm.emit(Op.VFMADD231PS, EVEN, y + 4, SIXTEEN);
        asm.emit(Op.VMULPS, ODD, y + 1, TWO);
        asm.emit(Op.VFMADD231PS, ODD, y + 3, EIGHT);
        asm.emit(Op.VFMADD231PS, ODD, y + 5, THIRTY_TWO);
        Filter.both(asm, Factors.FLOAT32, m, 3);
        asm.emit(Op.VMULPS, EVEN, y, THIRTY_TWO);
        asm.emit(Op.VFMADD231PS, EVEN, y + 2, EIGHT);
        asm.emit(Op.VFMADD231PS, EVEN, y + 4, TWO);
        asm.emit(Op.VMOVUPS, ODD, y + 5);
        asm.emit(Op.VFMADD231PS, ODD, y + 1, SIXTEEN);
        asm.emit(Op.VFMADD231PS, ODD, y + 3, FOUR);
        Filter.both(asm, Factors.FLOAT32, m, 5);
    }
}
