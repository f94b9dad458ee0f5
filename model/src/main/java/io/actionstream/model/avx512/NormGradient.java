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

/**
 * The gradients of a layer norm: those of its results, in place, become those of its pixels, whose mean is zero before the
 * norm. The mean over channels is left in: it vanishes in the layer before, whose weights have none. The gradients of
 * gains and offsets are added up.
 *
 * <p>The function takes the gradients, the pixels, the gains, their {@link NormScales}, their {@link NormDots}, and the
 * sums: the gains' and then the offsets'.
 *
 * @param pixels how many
 * @param channels a multiple of 16, no more than 128
 */
record NormGradient(int pixels, int channels) implements Kernel {
    private static final int SCALE = 16;
    private static final int DOT = 17;
    private static final int GRADIENT = 18;
    private static final int NORMAL = 22;
    private static final int RESULT = 26;
    private static final int OTHERS = 4;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        int vectors = channels / LANES;
        for (int v = 0; v < 2 * vectors; v++) {
            asm.load(v, R9.at(v * VECTOR_BYTES));
        }
        asm.repeat(R10, pixels, () -> {
            asm.emit(Op.VBROADCASTSS, SCALE, RCX.at(0));
            asm.emit(Op.VBROADCASTSS, DOT, R8.at(0));
            for (int v = 0; v < vectors; v++) {
                int at = v * VECTOR_BYTES;
                int gradient = GRADIENT + v % OTHERS;
                int normal = NORMAL + v % OTHERS;
                int result = RESULT + v % OTHERS;
                asm.load(gradient, RDI.at(at));
                asm.emit(Op.VMULPS, normal, SCALE, RSI.at(at));
                asm.emit(Op.VMULPS, result, gradient, SCALE);
                asm.emit(Op.VFMADD231PS, v, gradient, normal);
                asm.emit(Op.VADDPS, vectors + v, vectors + v, gradient);
                asm.emit(Op.VMULPS, result, result, RDX.at(at));
                asm.emit(Op.VFNMADD231PS, result, DOT, RSI.at(at));
                asm.store(RDI.at(at), result);
            }
            asm.add(RDI, pixel);
            asm.add(RSI, pixel);
            asm.add(RCX, Float.BYTES);
            asm.add(R8, Float.BYTES);
        });
        for (int v = 0; v < 2 * vectors; v++) {
            asm.store(R9.at(v * VECTOR_BYTES), v);
        }
        asm.ret();
        return entry;
    }
}
