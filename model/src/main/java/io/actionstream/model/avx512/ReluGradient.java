package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The gradient of a ReLU: that of its result where the result is not zero.
 *
 * <p>The function takes the gradients, the results, where the gradients go, and the number of rows.
 *
 * @param width pixels in a row
 * @param channels a multiple of 16
 * @param row bytes from a row of results to the next; rows of gradients follow one another
 */
record ReluGradient(int width, int channels, int row) implements Kernel {
    private static final int RESULT = 1;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        asm.repeat(RCX, () -> {
            asm.repeat(R10, width, () -> {
                for (int v = 0; v < channels / LANES; v++) {
                    asm.load(RESULT, RSI.at(v * VECTOR_BYTES));
                    asm.load(0, RDI.at(v * VECTOR_BYTES));
                    asm.testNonZero(RESULT);
                    asm.moveWhereNonZero(0, 0);
                    asm.store(RDX.at(v * VECTOR_BYTES), 0);
                }
                asm.add(RDI, pixel);
                asm.add(RSI, pixel);
                asm.add(RDX, pixel);
            });
            asm.add(RSI, row - width * pixel);
        });
        asm.ret();
        return entry;
    }
}
