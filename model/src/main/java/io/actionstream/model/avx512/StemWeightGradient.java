package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Adds what a row of outputs gives to the gradient of the 7x7 convolution's weights.
 *
 * <p>The function takes the pixels that the first output sees, in float32, the gradients of the outputs, and the sums (7
 * rows, 7 columns, 3 channels, 16 outputs).
 *
 * @param width outputs in the row
 * @param row bytes from a row of pixels to the next
 */
record StemWeightGradient(int width, int row) implements Kernel {
    private static final int TAPS = StemConvolution.KERNEL * StemConvolution.CHANNELS;
    private static final int FIRST_GRADIENT = 28;
    private static final int UNROLLED = 2;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.move(R11, StemConvolution.KERNEL);
        asm.repeat(R11, () -> {
            for (int tap = 0; tap < TAPS; tap++) {
                asm.load(tap, RDX.at(tap * VECTOR_BYTES));
            }
            asm.move(RAX, RDI);
            asm.move(RBP, RSI);
            asm.repeat(R10, width / UNROLLED, () -> {
                for (int i = 0; i < UNROLLED; i++) {
                    asm.load(FIRST_GRADIENT + i, RBP.at(i * VECTOR_BYTES));
                    for (int tap = 0; tap < TAPS; tap++) {
                        int pixel = (i * StemConvolution.CHANNELS + tap) * Float.BYTES;
                        asm.emit(Op.VFMADD231PS, tap, FIRST_GRADIENT + i, RAX.everyLane(pixel));
                    }
                }
                asm.add(RAX, UNROLLED * StemConvolution.CHANNELS * Float.BYTES);
                asm.add(RBP, UNROLLED * VECTOR_BYTES);
            });
            for (int tap = 0; tap < TAPS; tap++) {
                asm.store(RDX.at(tap * VECTOR_BYTES), tap);
            }
            asm.add(RDI, row);
            asm.add(RDX, TAPS * VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }
}
