package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.Arrays;

/**
 * The 7x7 convolution of pixels with 16 outputs, two products at a time. Pixels are exact in int16, and sums in int32;
 * weights are rounded to 16 bits, the largest of each output being the largest number, so that no sum overflows.
 *
 * <p>The function takes the pixels that the first output sees, the weights, {@link #numbers}, and where the outputs
 * go, a row after the other.
 *
 * @param rows of outputs
 * @param width of a row, a multiple of 16
 * @param row bytes from a row of pixels to the next
 */
record StemConvolution(int rows, int width, int row) implements Kernel {
    static final int KERNEL = 7;
    static final int CHANNELS = 3;

    /** Bytes of a pixel. */
    static final int PIXEL = CHANNELS * Short.BYTES;

    private static final int PAIRS = (KERNEL * CHANNELS + 1) / 2;
    private static final int FIRST_WEIGHT = 28;
    private static final int WEIGHTS = 4;
    private static final int LARGEST = Short.MAX_VALUE;
    private static final float WHITE = 255;

    /**
     * The largest weight of each output.
     *
     * @param kernel (16, 3, 7, 7)
     */
    private static float[] largest(float[] kernel) {
        float[] largest = new float[LANES];
        Arrays.fill(largest, Float.MIN_NORMAL);
        for (int i = 0; i < kernel.length; i++) {
            int output = i * LANES / kernel.length;
            largest[output] = Math.max(largest[output], Math.abs(kernel[i]));
        }
        return largest;
    }

    /**
     * Weights in the order in which they are read. What rounding takes from a weight the next one gets, so that where
     * neighbouring pixels are alike, as they mostly are, the errors cancel.
     *
     * @param kernel (16, 3, 7, 7)
     * @return (7 rows, 11 pairs, 16 outputs, 2), a row being its 7 pixels' 3 channels and a zero
     */
    static short[] packed(float[] kernel) {
        float[] largest = largest(kernel);
        short[] packed = new short[KERNEL * PAIRS * LANES * 2];
        for (int output = 0; output < LANES; output++) {
            double owed = 0;
            for (int i = 0; i < KERNEL * KERNEL * CHANNELS; i++) {
                int position = i % (KERNEL * CHANNELS); // 3 x + channel
                int y = i / (KERNEL * CHANNELS);
                int x = position / CHANNELS;
                int channel = position % CHANNELS;
                float weight = kernel[((output * CHANNELS + channel) * KERNEL + y) * KERNEL + x];
                double exact = owed + weight / (double) largest[output] * LARGEST;
                long rounded = Math.max(-LARGEST, Math.min(LARGEST, Math.round(exact)));
                owed = exact - rounded;
                packed[((y * PAIRS + position / 2) * LANES + output) * 2 + position % 2] = (short) rounded;
            }
        }
        return packed;
    }

    /** What a sum is worth, by output, then the biases. */
    static float[] numbers(float[] kernel, float[] biases) {
        float[] numbers = Arrays.copyOf(largest(kernel), 2 * LANES);
        for (int i = 0; i < LANES; i++) {
            numbers[i] = numbers[i] / LARGEST / WHITE;
            numbers[LANES + i] = biases[i];
        }
        return numbers;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int block = FIRST_WEIGHT;
        while (width % block != 0) {
            block--;
        }
        int pixels = block;
        asm.repeat(R10, rows, () -> {
            asm.repeat(R11, width / pixels, () -> {
                block(asm, pixels);
                asm.add(RDI, pixels * PIXEL);
                asm.add(RCX, pixels * VECTOR_BYTES);
            });
            asm.add(RDI, row - width * PIXEL);
        });
        asm.ret();
        return entry;
    }

    private void block(Assembler asm, int pixels) {
        for (int i = 0; i < pixels; i++) {
            asm.clear(i);
        }
        asm.move(RAX, RDI);
        asm.move(RBP, RSI);
        asm.repeat(R9, KERNEL, () -> {
            for (int pair = 0; pair < PAIRS; pair++) {
                int weight = FIRST_WEIGHT + pair % WEIGHTS;
                asm.emit(Op.VMOVUPS, weight, RBP.at(pair * VECTOR_BYTES));
                for (int i = 0; i < pixels; i++) {
                    asm.emit(Op.VPDPWSSD, i, weight, RAX.everyLane(i * PIXEL + pair * 2 * Short.BYTES));
                }
            }
            asm.add(RAX, row);
            asm.add(RBP, PAIRS * VECTOR_BYTES);
        });
        asm.emit(Op.VMOVUPS, FIRST_WEIGHT, RDX.at(0));
        for (int i = 0; i < pixels; i++) {
            asm.emit(Op.VCVTDQ2PS, i, i);
            asm.emit(Op.VFMADD213PS, i, FIRST_WEIGHT, RDX.at(VECTOR_BYTES));
            asm.store(RCX.at(i * VECTOR_BYTES), i);
        }
    }
}
