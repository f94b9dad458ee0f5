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
 * <p>The function takes the products of the tiles of six and of four, the first frame's pixels,
 * {@link SixFrames#OUTPUT_NUMBERS}, and the bias.
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
        SixFrames.loadOutputNumbers(asm, RCX);
        asm.repeat(R10, pixels, () -> {
            asm.repeat(R11, channels / LANES, () -> {
                asm.emit(Op.VMOVUPS, WinogradOutput.BIAS, R8.at(0));
                for (int tile = 0; tile < tiling.sixes(); tile++) {
                    int t = TemporalTiling.SIX * tile;
                    load(asm, RDI, TemporalTiling.SIX_POINTS, tiling.sixes(), tile);
                    SixFrames.output(asm, y -> at(t + y));
                }
                for (int tile = 0; tile < tiling.fours(); tile++) {
                    int t = tiling.startOfFour(tile);
                    load(asm, RSI, TemporalTiling.FOUR_POINTS, tiling.fours(), tile);
                    WinogradOutput.transform(asm, 0, y -> at(t + y));
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

    private void load(Assembler asm, Gpr products, int points, int tiles, int tile) {
        for (int m = 0; m < points; m++) {
            asm.load(m, products.at((m * tiles + tile) * pixels * channels * Float.BYTES));
        }
    }

    /** The pixels of a frame, or null when the clip has ended. */
    private Operand at(int t) {
        return t >= tiling.frames() ? null : RDX.at(t * frame);
    }
}
