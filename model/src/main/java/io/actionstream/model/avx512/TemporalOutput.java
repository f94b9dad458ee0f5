package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The frames that the tiles of a {@link TemporalTiling} give, and the bias.
 *
 * <p>The function takes the products of the tiles of four and of two, the first frame's pixels,
 * {@link WinogradOutput#NUMBERS}, and the bias.
 *
 * @param pixels of a frame
 * @param channels a multiple of 16
 * @param frame bytes from a frame to the next
 */
record TemporalOutput(TemporalTiling tiling, int pixels, int channels, int frame) implements Kernel {

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int pixel = channels * Float.BYTES;
        WinogradOutput.loadNumbers(asm, RCX);
        asm.repeat(R10, pixels, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                asm.emit(Op.VMOVUPS, WinogradOutput.BIAS, R8.at(0));
                for (int tile = 0; tile < tiling.fours(); tile++) {
                    four(asm, tile, pixels * pixel);
                }
                if (tiling.hasTwo()) {
                    two(asm, TemporalTiling.FOUR * tiling.fours(), pixels * pixel);
                }
                asm.add(RDI, VECTOR_BYTES);
                asm.add(RSI, VECTOR_BYTES);
                asm.add(RDX, VECTOR_BYTES);
                asm.add(R8, VECTOR_BYTES);
            });
            asm.add(R8, -pixel);
        });
        asm.ret();
        return entry;
    }

    private void four(Assembler asm, int tile, int values) {
        for (int m = 0; m < Winograd.WINDOW; m++) {
            asm.emit(Op.VMOVUPS, m, RDI.at((m * tiling.fours() + tile) * values));
        }
        WinogradOutput.transform(asm, 0, y -> at(TemporalTiling.FOUR * tile + y));
    }

    /** Four products m to m0 + m1 + m2, m1 - m2 - m3. */
    private void two(Assembler asm, int t, int values) {
        asm.emit(Op.VMOVUPS, 1, RSI.at(values));
        asm.emit(Op.VMOVUPS, 2, RSI.at(2 * values));
        asm.emit(Op.VADDPS, 0, WinogradOutput.BIAS, RSI.at(0));
        asm.emit(Op.VADDPS, 0, 0, 1);
        asm.emit(Op.VADDPS, 0, 0, 2);
        asm.store(at(t), 0);
        if (at(t + 1) != null) {
            asm.emit(Op.VADDPS, 1, 1, WinogradOutput.BIAS);
            asm.emit(Op.VSUBPS, 1, 1, 2);
            asm.emit(Op.VSUBPS, 1, 1, RSI.at(3 * values));
            asm.store(at(t + 1), 1);
        }
    }

    /** The pixels of a frame, or null when the clip has ended. */
    private Operand at(int t) {
        return t >= tiling.frames() ? null : RDX.at(t * frame);
    }
}
