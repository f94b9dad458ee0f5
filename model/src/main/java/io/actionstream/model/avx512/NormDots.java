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
 * What a layer norm's gradient takes of each pixel: r^3 / C times the sum over channels of gain, gradient and pixel, r
 * being its {@link NormScales}.
 *
 * <p>The function takes the gradients of the results, the pixels, the gains, the scales, where the numbers go, and
 * {@link NormScales#numbers}. It reads and writes whole groups of 16.
 *
 * @param pixels how many
 * @param channels a multiple of 16
 */
record NormDots(int pixels, int channels) implements Kernel {
    private static final int TEMPORARY = 16;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        asm.repeat(R10, (pixels + LANES - 1) / LANES, () -> {
            for (int i = 0; i < LANES; i++) {
                asm.clear(i);
                for (int v = 0; v < channels / LANES; v++) {
                    int at = v * VECTOR_BYTES;
                    int product = TEMPORARY + (i + v) % LANES;
                    asm.load(product, RDI.at(i * pixel + at));
                    asm.emit(Op.VMULPS, product, product, RDX.at(at));
                    asm.emit(Op.VFMADD231PS, i, product, RSI.at(i * pixel + at));
                }
            }
            SixteenSums.emit(asm);
            asm.load(1, RCX.at(0));
            asm.emit(Op.VMULPS, 2, 1, 1);
            asm.emit(Op.VMULPS, 2, 2, 1);
            asm.emit(Op.VMULPS, 0, 0, 2);
            asm.emit(Op.VMULPS, 0, 0, R9.everyLane(0));
            asm.store(R8.at(0), 0);
            asm.add(RDI, LANES * pixel);
            asm.add(RSI, LANES * pixel);
            asm.add(RCX, VECTOR_BYTES);
            asm.add(R8, VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }
}
