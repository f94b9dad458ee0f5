package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import io.actionstream.model.network.Normalization;

/**
 * One over the deviation of each pixel's channels, whose mean is zero: what a layer norm multiplies by.
 *
 * <p>The function takes the pixels, where the numbers go, and {@link #numbers}. It reads and writes whole groups of 16.
 *
 * @param pixels how many
 * @param channels a multiple of 16
 */
record NormScales(int pixels, int channels) implements Kernel {
    private static final int TEMPORARY = 16;

    /** One over the number of channels, the epsilon, and one. */
    static float[] numbers(int channels) {
        return new float[] {1f / channels, Normalization.EPSILON, 1};
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        asm.repeat(R10, (pixels + LANES - 1) / LANES, () -> {
            for (int i = 0; i < LANES; i++) {
                squares(asm, i, RDI.at(i * pixel));
            }
            SixteenSums.emit(asm);
            asm.emit(Op.VBROADCASTSS, 1, RDX.at(Float.BYTES));
            asm.emit(Op.VFMADD231PS, 1, 0, RDX.everyLane(0));
            asm.emit(Op.VSQRTPS, 1, 1);
            asm.emit(Op.VBROADCASTSS, 0, RDX.at(2 * Float.BYTES));
            asm.emit(Op.VDIVPS, 0, 0, 1);
            asm.store(RSI.at(0), 0);
            asm.add(RDI, LANES * pixel);
            asm.add(RSI, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    private void squares(Assembler asm, int sum, Operand pixel) {
        for (int v = 0; v < channels / LANES; v++) {
            int x = TEMPORARY + (sum + v) % LANES;
            asm.emit(Op.VMOVUPS, x, pixel.plus(v * VECTOR_BYTES));
            if (v == 0) {
                asm.emit(Op.VMULPS, sum, x, x);
            } else {
                asm.emit(Op.VFMADD231PS, sum, x, x);
            }
        }
    }
}
