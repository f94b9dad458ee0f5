package io.actionstream.model.avx512;

import java.util.function.IntFunction;

/** F(4, 3): four outputs by six products, with the points 0, 1, -1, 2, -2 and infinity. */
record FourOutputs() implements TrainedFilter {
    private static final double[][] WEIGHTS = {
        {1.0 / 4, 0, 0},
        {-1.0 / 6, -1.0 / 6, -1.0 / 6},
        {-1.0 / 6, 1.0 / 6, -1.0 / 6},
        {1.0 / 24, 1.0 / 12, 1.0 / 6},
        {1.0 / 24, -1.0 / 12, 1.0 / 6},
        {0, 0, 1}
    };

    @Override
    public int outputs() {
        return 4;
    }

    @Override
    public double[][] weights() {
        return WEIGHTS;
    }

    @Override
    public void input(Assembler asm, Factors factors, int d, IntFunction<Operand> v) {
        asm.emit(Op.VMOVUPS, RESULT, d + 4);
        asm.emit(Op.VFNMADD231PS, RESULT, IN_FIVE, d + 2);
        asm.emit(Op.VFMADD231PS, RESULT, IN_FOUR, d);
        factors.store(asm, v.apply(0), RESULT); // 4 d0 - 5 d2 + d4
        asm.emit(Op.VFNMADD231PS, d + 5, IN_FIVE, d + 3);
        asm.emit(Op.VFMADD231PS, d + 5, IN_FOUR, d + 1);
        factors.store(asm, v.apply(5), d + 5); // 4 d1 - 5 d3 + d5
        asm.emit(Op.VMOVUPS, EVEN, d + 4);
        asm.emit(Op.VFNMADD231PS, EVEN, IN_FOUR, d + 2);
        asm.emit(Op.VMOVUPS, ODD, d + 3);
        asm.emit(Op.VFNMADD231PS, ODD, IN_FOUR, d + 1);
        Filter.both(asm, factors, v, 1); // d4 - 4 d2 and d3 - 4 d1
        asm.emit(Op.VSUBPS, EVEN, d + 4, d + 2);
        asm.emit(Op.VSUBPS, ODD, d + 3, d + 1);
        asm.emit(Op.VADDPS, ODD, ODD, ODD);
        Filter.both(asm, factors, v, 3); // d4 - d2 and 2 (d3 - d1)
    }

    @Override
    public void output(Assembler asm, int m, int spare) {
        int sum1 = spare;
        int difference1 = spare + 1;
        int sum2 = spare + 2;
        int difference2 = spare + 3;
        asm.emit(Op.VADDPS, sum1, m + 1, m + 2);
        asm.emit(Op.VSUBPS, difference1, m + 1, m + 2);
        asm.emit(Op.VADDPS, sum2, m + 3, m + 4);
        asm.emit(Op.VSUBPS, difference2, m + 3, m + 4);
        asm.emit(Op.VADDPS, m, m, BIAS);
        asm.emit(Op.VADDPS, m, m, sum1);
        asm.emit(Op.VADDPS, m, m, sum2);
        asm.emit(Op.VADDPS, difference1, difference1, BIAS);
        asm.emit(Op.VADDPS, m + 5, m + 5, difference1);
        asm.emit(Op.VFMADD231PS, m + 5, EIGHT, difference2);
        asm.emit(Op.VFMADD231PS, difference1, TWO, difference2);
        asm.emit(Op.VADDPS, sum1, sum1, BIAS);
        asm.emit(Op.VFMADD231PS, sum1, FOUR, sum2);
    }

    @Override
    public int result(int m, int spare, int y) {
        return switch (y) {
            case 0 -> m;
            case 1 -> spare + 1;
            case 2 -> spare;
            default -> m + 5;
        };
    }

    @Override
    public void outputGradient(Assembler asm, int y, IntFunction<Operand> m) {
        asm.store(m.apply(0), y);
        asm.store(m.apply(5), y + 3);
        asm.emit(Op.VADDPS, EVEN, y, y + 2);
        asm.emit(Op.VADDPS, ODD, y + 1, y + 3);
        Filter.both(asm, Factors.FLOAT32, m, 1);
        asm.emit(Op.VMOVUPS, EVEN, y);
        asm.emit(Op.VFMADD231PS, EVEN, FOUR, y + 2);
        asm.emit(Op.VMULPS, ODD, y + 1, TWO);
        asm.emit(Op.VFMADD231PS, ODD, EIGHT, y + 3);
        Filter.both(asm, Factors.FLOAT32, m, 3); // y0 + 4 y2 and 2 y1 + 8 y3
    }
}
