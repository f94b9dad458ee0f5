package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The gradients of the first halving, ReLU and batch norm for two rows with 16 channels. What comes back to a result y = a
 * x + b of the norm is g where y is above zero.
 *
 * <p>The function takes the rows x, the gradients of the row of means, then a, b and the numbers below for the channels,
 * where its results go, and sums of those.
 *
 * @param width of a row
 * @param kind what its results are
 */
record StemGradient(int width, Kind kind) implements Kernel {

    /** What is computed. */
    enum Kind {
        /** The sums of g and of g x, four times, are added to; there is no other result. */
        SUMS,
        /** p g + q x + s of each pixel, p, q and s being numbers of the channels; the sums of those are added to. */
        PIXELS
    }

    private static final int ZERO = 31;
    private static final int SLOPE = 30;
    private static final int OFFSET = 29;
    private static final int P = 28;
    private static final int Q = 27;
    private static final int S = 26;
    private static final int SUM = 25;
    private static final int PRODUCT_SUM = 24;
    private static final int GRADIENT = 23;
    private static final int NUMBERS = 5;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        asm.clear(ZERO);
        for (int i = 0; i < NUMBERS; i++) {
            asm.load(SLOPE - i, RDX.at(i * VECTOR_BYTES));
        }
        if (kind == Kind.SUMS) {
            asm.load(SUM, RCX.at(0));
            asm.load(PRODUCT_SUM, RCX.at(VECTOR_BYTES));
        } else {
            asm.load(SUM, R8.at(0));
        }
        asm.repeat(R10, width / 2, () -> {
            asm.load(GRADIENT, RSI.at(0));
            for (int i = 0; i < 4; i++) {
                pixel(asm, i, (i / 2 * width + i % 2) * VECTOR_BYTES);
            }
            asm.add(RDI, 2 * VECTOR_BYTES);
            asm.add(RSI, VECTOR_BYTES);
            if (kind == Kind.PIXELS) {
                asm.add(RCX, 2 * VECTOR_BYTES);
            }
        });
        if (kind == Kind.SUMS) {
            asm.store(RCX.at(0), SUM);
            asm.store(RCX.at(VECTOR_BYTES), PRODUCT_SUM);
        } else {
            asm.store(R8.at(0), SUM);
        }
        asm.ret();
        return entry;
    }

    private void pixel(Assembler asm, int i, int at) {
        int x = 3 * i;
        int result = x + 1;
        int gradient = x + 2;
        asm.load(x, RDI.at(at));
        asm.emit(Op.VMOVUPS, result, OFFSET);
        asm.emit(Op.VFMADD231PS, result, x, SLOPE);
        asm.emit(Op.VMAXPS, result, result, ZERO);
        asm.testNonZero(result);
        asm.moveWhereNonZero(gradient, GRADIENT);
        if (kind == Kind.SUMS) {
            asm.emit(Op.VADDPS, SUM, SUM, gradient);
            asm.emit(Op.VFMADD231PS, PRODUCT_SUM, gradient, x);
        } else {
            asm.emit(Op.VMOVUPS, result, S);
            asm.emit(Op.VFMADD231PS, result, x, Q);
            asm.emit(Op.VFMADD231PS, result, gradient, P);
            asm.emit(Op.VADDPS, SUM, SUM, result);
            asm.store(RCX.at(at), result);
        }
    }
}
