package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.Arrays;

/**
 * The rest of a layer norm, a shortcut added, and the mean of each 2x2 square of two rows.
 *
 * <p>The function takes the pixels, their {@link NormScales}, {@link #numbers}, where the means go, the shortcut's
 * pixels, and their scales if it is projected.
 *
 * @param width pixels in a row, even
 * @param channels a multiple of 16
 * @param shortcutRow bytes from a row of the shortcut to the next
 * @param projected whether the shortcut has a layer norm too
 */
record NormAddPool(int width, int channels, int shortcutRow, boolean projected) implements Kernel {
    private static final int SQUARE = 4;
    private static final int FIRST_SHORTCUT_SCALE = 4;
    private static final int SUM = 8;
    private static final int SHORTCUT_SUM = 16;
    private static final int GAIN = 24;

    /** The gains of the pixels and of the shortcut, a quarter of each, and their offsets added up. */
    static float[] numbers(float[] gains, float[] offsets, float[] shortcutGains, float[] shortcutOffsets) {
        int channels = gains.length;
        float[] numbers = new float[3 * channels];
        for (int c = 0; c < channels; c++) {
            numbers[c] = gains[c] / SQUARE;
            numbers[channels + c] = shortcutGains[c] / SQUARE;
            numbers[2 * channels + c] = offsets[c] + shortcutOffsets[c];
        }
        return numbers;
    }

    /** The same of a shortcut that has no layer norm. */
    static float[] numbers(float[] gains, float[] offsets) {
        float[] ones = new float[gains.length];
        Arrays.fill(ones, 1);
        return numbers(gains, offsets, ones, new float[gains.length]);
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        int vectors = channels / LANES;
        asm.repeat(R10, width / 2, () -> {
            scales(asm, RSI, 0);
            if (projected) {
                scales(asm, R9, FIRST_SHORTCUT_SCALE);
                asm.add(R9, 2 * Float.BYTES);
            }
            for (int v = 0; v < vectors; v++) {
                mean(asm, v, pixel);
            }
            asm.add(RDI, 2 * pixel);
            asm.add(RSI, 2 * Float.BYTES);
            asm.add(R8, 2 * pixel);
            asm.add(RCX, pixel);
        });
        asm.ret();
        return entry;
    }

    private void scales(Assembler asm, Gpr scales, int first) {
        for (int i = 0; i < SQUARE; i++) {
            asm.emit(Op.VBROADCASTSS, first + i, scales.at((i / 2 * width + i % 2) * Float.BYTES));
        }
    }

    private void mean(Assembler asm, int v, int pixel) {
        int at = v * VECTOR_BYTES;
        int sum = SUM + v;
        int shortcut = SHORTCUT_SUM + v;
        int gain = GAIN + v;
        for (int i = 0; i < SQUARE; i++) {
            Operand x = RDI.at((i / 2 * width + i % 2) * pixel + at);
            Operand y = R8.at(i / 2 * shortcutRow + i % 2 * pixel + at);
            if (i == 0) {
                asm.emit(Op.VMULPS, sum, 0, x);
            } else {
                asm.emit(Op.VFMADD231PS, sum, i, x);
            }
            if (i == 0 && projected) {
                asm.emit(Op.VMULPS, shortcut, FIRST_SHORTCUT_SCALE, y);
            } else if (i == 0) {
                asm.emit(Op.VMOVUPS, shortcut, y);
            } else if (projected) {
                asm.emit(Op.VFMADD231PS, shortcut, FIRST_SHORTCUT_SCALE + i, y);
            } else {
                asm.emit(Op.VADDPS, shortcut, shortcut, y);
            }
        }
        asm.emit(Op.VMOVUPS, gain, RDX.at(pixel + at));
        asm.emit(Op.VFMADD213PS, shortcut, gain, RDX.at(2 * pixel + at));
        asm.emit(Op.VFMADD231PS, shortcut, sum, RDX.at(at));
        asm.store(RCX.at(at), shortcut);
    }
}
