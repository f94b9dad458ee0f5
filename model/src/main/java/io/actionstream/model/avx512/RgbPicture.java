package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Gpr.R14;
import static io.actionstream.model.avx512.Gpr.R15;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * A picture in RGB of planes of Y, Cb and Cr, scaled. For each row it mixes two rows of each plane, then {@link RgbRow}
 * does the rest. Whatever is no multiple of a step ends with a step that overlaps the one before.
 *
 * <p>The function takes the start of a {@link PictureMemory}, which has all sizes.
 */
record RgbPicture() implements Kernel {
    /** Pixels that are worked on together. */
    static final int STEP = Assembler.VECTOR_BYTES / Short.BYTES;

    /** Fractional bits of a pixel of a mixed row: as many as leave it an int16. */
    static final int FRACTION = 7;

    private static final int SHARE = 4;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        RgbRow row = new RgbRow(RDI);
        row.loadConstants(asm);
        asm.load(R14, PictureWord.ROW_TABLE.in(RDI));
        asm.load(R15, PictureWord.PICTURE.in(RDI));
        asm.load(R8, PictureWord.ROWS.in(RDI));
        asm.repeat(R8, () -> {
            mix(asm, PictureWord.Y, PictureWord.MIXED_Y, 0, PictureWord.STEPS_Y, PictureWord.LAST_Y, RgbRow.Y_BIAS);
            mix(asm, PictureWord.CB, PictureWord.MIXED_CB, 1, PictureWord.STEPS_C, PictureWord.LAST_C, RgbRow.C_BIAS);
            mix(asm, PictureWord.CR, PictureWord.MIXED_CR, 1, PictureWord.STEPS_C, PictureWord.LAST_C, RgbRow.C_BIAS);
            asm.load(RSI, PictureWord.STEP_TABLE.in(RDI));
            asm.load(R9, PictureWord.STEPS.in(RDI));
            asm.repeat(R9, () -> row.step(asm));
            asm.add(R14, PictureMemory.ROW_BYTES);
            asm.add(R15, PictureWord.PICTURE_ROW.in(RDI));
        });
        asm.ret();
        return entry;
    }

    /** Mixes two rows of a plane. */
    private static void mix(
            Assembler asm,
            PictureWord plane,
            PictureWord mixed,
            int kind,
            PictureWord steps,
            PictureWord last,
            int bias) {
        asm.load(RAX, R14.at(PictureMemory.upper(kind)));
        asm.load(RCX, R14.at(PictureMemory.lower(kind)));
        asm.add(RAX, plane.in(RDI));
        asm.add(RCX, plane.in(RDI));
        asm.load(RDX, mixed.in(RDI));
        asm.emit(Op.VBROADCASTSS, SHARE, R14.at(PictureMemory.share(kind)));
        asm.load(R9, steps.in(RDI));
        asm.repeat(R9, () -> {
            mixStep(asm, bias);
            asm.add(RAX, STEP);
            asm.add(RCX, STEP);
            asm.add(RDX, STEP * Short.BYTES);
        });
        asm.add(RAX, last.in(RDI));
        asm.add(RCX, last.in(RDI));
        asm.add(RDX, last.in(RDI));
        asm.add(RDX, last.in(RDI));
        mixStep(asm, bias);
    }

    private static void mixStep(Assembler asm, int bias) {
        asm.emit(Op.VPMOVZXBW, 0, RAX.at(0));
        asm.emit(Op.VPMOVZXBW, 1, RCX.at(0));
        asm.emit(Op.VPSUBW, 1, 1, 0);
        asm.shift(Op.VPSLLW, 0, 0, FRACTION);
        asm.shift(Op.VPSLLW, 1, 1, FRACTION);
        asm.emit(Op.VPMULHRSW, 1, 1, SHARE);
        asm.emit(Op.VPADDW, 0, 0, bias);
        asm.emit(Op.VPADDW, 0, 0, 1);
        asm.store(RDX.at(0), 0);
    }
}
