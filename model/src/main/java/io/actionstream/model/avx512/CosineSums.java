package io.actionstream.model.avx512;

import java.util.stream.IntStream;

/**
 * Writes an inverse discrete cosine transform in one direction. With c0, c1, ... the coefficients, scaled, the N pixels are
 * pj = sum of ci cos((2j + 1) i pi / 2N). What those of even i add is a transform of half the points; what the others add
 * has the other sign at the other end.
 */
final class CosineSums {
    private static final int MOST_POINTS = JpegLayout.BLOCK;

    /** Angles, in parts of pi / 16, of the cosines that are wanted, and the registers with these. */
    private static final int[] ANGLES = {1, 3, 5, 7, 2, 6};

    private static final int FIRST_COSINE = 22;
    private static final int HALF_TURN = 16;

    private CosineSums() {}

    /** What a coefficient is multiplied by before, besides its step of quantisation. */
    static double scale(int points, int index) {
        return index == 0 || 2 * index == points ? Math.sqrt(0.5) / 2 : 0.5;
    }

    /** The numbers that are wanted in memory. */
    static float[] cosines() {
        float[] cosines = new float[ANGLES.length];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) Math.cos(ANGLES[i] * Math.PI / HALF_TURN);
        }
        return cosines;
    }

    static void load(Assembler asm, Operand cosines) {
        for (int i = 0; i < ANGLES.length; i++) {
            asm.emit(Op.VBROADCASTSS, FIRST_COSINE + i, cosines.plus(i * Float.BYTES));
        }
    }

    /** Transforms registers 0 to {@code points} - 1, in place; those below 22 may change. */
    static void emit(Assembler asm, int points) {
        emit(asm, IntStream.range(0, points).toArray(), MOST_POINTS);
    }

    private static void emit(Assembler asm, int[] registers, int free) {
        int half = registers.length / 2;
        if (half == 0) {
            return;
        }
        int[] odd = IntStream.range(free, free + half).toArray();
        for (int j = 0; j < half; j++) {
            addOdd(asm, registers, odd[j], j);
        }
        int[] even = IntStream.range(0, half).map(i -> registers[2 * i]).toArray();
        emit(asm, even, free + half);
        int[] last = IntStream.range(free + half, free + 2 * half).toArray();
        for (int j = 0; j < half; j++) {
            asm.emit(Op.VSUBPS, last[j], even[j], odd[j]);
            asm.emit(Op.VADDPS, odd[j], even[j], odd[j]);
        }
        for (int j = 0; j < half; j++) {
            asm.emit(Op.VMOVUPS, registers[j], odd[j]);
            asm.emit(Op.VMOVUPS, registers[2 * half - 1 - j], last[j]);
        }
    }

    /** What coefficients of odd numbers add to pixel j. */
    private static void addOdd(Assembler asm, int[] registers, int target, int j) {
        if (registers.length == 2) {
            asm.emit(Op.VMOVUPS, target, registers[1]); // its cosine is in its scale
            return;
        }
        for (int i = 1; i < registers.length; i += 2) {
            int angle = (2 * j + 1) * i * (MOST_POINTS / registers.length) % (2 * HALF_TURN);
            int fromZero = Math.min(angle, 2 * HALF_TURN - angle);
            boolean negative = fromZero > HALF_TURN / 2;
            int cosine = cosine(negative ? HALF_TURN - fromZero : fromZero);
            if (i == 1) {
                asm.emit(Op.VMULPS, target, registers[i], cosine); // it is never negative
            } else {
                asm.emit(negative ? Op.VFNMADD231PS : Op.VFMADD231PS, target, registers[i], cosine);
            }
        }
    }

    private static int cosine(int angle) {
        return FIRST_COSINE
                + IntStream.range(0, ANGLES.length)
                        .filter(i -> ANGLES[i] == angle)
                        .findFirst()
                        .orElseThrow();
    }
}
