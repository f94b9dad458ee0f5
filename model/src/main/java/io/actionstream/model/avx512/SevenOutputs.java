package io.actionstream.model.avx512;

import java.util.function.IntFunction;

/**
 * F(7, 3): seven outputs by nine products, with the points of {@link SixOutputs} and 4. As a factor x - 4 has all of their
 * polynomials vanish there, their transform of d1 - 4 d0 and so on gives all products but that of 4.
 */
record SevenOutputs() implements Filter {
    private static final double POINT = 4;

    /** The product of 4 less each other point. */
    private static final double DISTANCES = POINT * (POINT * POINT - 1) * (POINT * POINT - 4) * (POINT * POINT - 0.25);

    private static final int OF_POINT = 7;
    private static final double[] POINTS = {0, 1, -1, 2, -2, 0.5, -0.5};
    private static final double[][] WEIGHTS = newWeights();

    private static double[][] newWeights() {
        double[][] six = new SixOutputs().weights();
        double[][] weights = new double[POINTS.length + 2][];
        for (int i = 0; i < POINTS.length; i++) {
            weights[i] = new double[TAPS];
            for (int tap = 0; tap < TAPS; tap++) {
                weights[i][tap] = six[i][tap] / (POINTS[i] - POINT);
            }
        }
        weights[OF_POINT] = new double[] {1 / DISTANCES, POINT / DISTANCES, POINT * POINT / DISTANCES};
        weights[OF_POINT + 1] = six[six.length - 1];
        return weights;
    }

    @Override
    public int outputs() {
        return 7;
    }

    @Override
    public double[][] weights() {
        return WEIGHTS;
    }

    @Override
    public void input(Assembler asm, Factors factors, int d, IntFunction<Operand> v) {
        SixOutputs.odd(asm, d);
        factors.store(asm, v.apply(OF_POINT), RESULT);
        for (int i = points() - 1; i > 0; i--) {
            asm.emit(Op.VFNMADD231PS, d + i, IN_FOUR, d + i - 1);
        }
        new SixOutputs().input(asm, factors, d + 1, i -> v.apply(i < OF_POINT ? i : i + 1));
    }

    @Override
    public void output(Assembler asm, int m, int spare) {
        int point = m + OF_POINT;
        SixOutputs.sums(asm, m, spare);
        asm.emit(Op.VADDPS, m + 5, spare + 5, spare + 1);
        asm.emit(Op.VFMADD231PS, m + 5, spare + 3, THIRTY_TWO);
        SixOutputs.weighted(asm, m + 6, spare, SIXTY_FOUR, HALF);
        asm.emit(Op.VADDPS, m + 6, m + 6, m + 8);
        asm.emit(Op.VADDPS, m, m, point);
        asm.emit(Op.VFMADD231PS, m + 1, point, FOUR);
        asm.emit(Op.VFMADD231PS, m + 2, point, SIXTEEN);
        asm.emit(Op.VFMADD231PS, m + 3, point, SIXTY_FOUR);
        asm.emit(Op.VMULPS, point, point, SIXTY_FOUR);
        asm.emit(Op.VFMADD231PS, m + 4, point, FOUR);
        asm.emit(Op.VFMADD231PS, m + 5, point, SIXTEEN);
        asm.emit(Op.VFMADD231PS, m + 6, point, SIXTY_FOUR);
    }
}
