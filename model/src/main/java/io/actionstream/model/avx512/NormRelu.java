package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.Arrays;

/**
 * The rest of a layer norm, and ReLU.
 *
 * <p>The function takes the pixels, their {@link NormScales}, {@link #numbers}, where the first row
 * goes, and the number of rows.
 *
 * @param width pixels in a row
 * @param channels a multiple of 16
 * @param row bytes from a row of results to the next
 */
record NormRelu(int width, int channels, int row) implements Kernel {
    private static final int SCALE = 8;
    private static final int ZERO = 9;
    private static final int FIRST_GAIN = 16;

    /** The gains, then the offsets. */
    static float[] numbers(float[] gains, float[] offsets) {
        float[] numbers = Arrays.copyOf(gains, gains.length + offsets.length);
        System.arraycopy(offsets, 0, numbers, gains.length, offsets.length);
        return numbers;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        int vectors = channels / LANES;
        int firstOffset = FIRST_GAIN + vectors;
        asm.clear(ZERO);
        for (int v = 0; v < 2 * vectors; v++) {
            asm.emit(Op.VMOVUPS, FIRST_GAIN + v, RDX.at(v * VECTOR_BYTES));
        }
        asm.repeat(R8, () -> {
            asm.repeat(R10, width, () -> {
                asm.emit(Op.VBROADCASTSS, SCALE, RSI.at(0));
                for (int v = 0; v < vectors; v++) {
                    asm.emit(Op.VMULPS, v, SCALE, RDI.at(v * VECTOR_BYTES));
                    asm.emit(Op.VFMADD213PS, v, FIRST_GAIN + v, firstOffset + v);
                    asm.emit(Op.VMAXPS, v, v, ZERO);
                    asm.store(RCX.at(v * VECTOR_BYTES), v);
                }
                asm.add(RDI, pixel);
                asm.add(RSI, Float.BYTES);
                asm.add(RCX, pixel);
            });
            asm.add(RCX, row - width * pixel);
        });
        asm.ret();
        return entry;
    }
}
