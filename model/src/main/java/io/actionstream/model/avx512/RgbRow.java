package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R15;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.stream.IntStream;

/**
 * Writes what makes a row in RGB of mixed rows of Y, Cb and Cr: interpolates along them, and computes with full-range
 * BT.601 (JFIF). Numbers have {@link RgbPicture#FRACTION} fractional bits.
 *
 * @param memory holds the start of a {@link PictureMemory}
 */
record RgbRow(Gpr memory) {
    private static final int ONE = 1 << RgbPicture.FRACTION;
    private static final int HALF = ONE / 2;

    /** By how much OpenCV's scaling, which drops digits, is lower on average. */
    private static final int DARKER = ONE / 8;

    /** Registers of the constants: first what is added to brightness, with a half for rounding, and to colour. */
    static final int Y_BIAS = 31;

    static final int C_BIAS = 30;
    private static final int HIGH_BYTES = 29;
    private static final int RED = 28;
    private static final int GREEN_CB = 27;
    private static final int GREEN_CR = 26;
    private static final int BLUE = 25;
    private static final int ODD = 24;
    private static final int ZERO = 23;
    private static final int FIRST_BYTES = 22;
    private static final int LAST_BYTES = 21;
    private static final int INDEX = 20;
    private static final int SHARE = 19;

    private static final int NUMBERS = Y_BIAS - ODD + 1;

    /** For VPTERNLOGD: dst or (x and y); x where y is set, else dst. */
    private static final int OR_AND = 0xF8;

    private static final int SELECT = 0xD8;

    /** The constants, from the highest register down. */
    static int[] numbers() {
        return new int[] {
            twice(HALF - DARKER),
            twice(-128 * ONE - DARKER),
            twice(0xFF00),
            twice(fraction(1.402 - 1)),
            twice(fraction(-0.344136)),
            twice(fraction(-0.714136)),
            twice(fraction(1.772 - 1)),
            0xFFFF0000
        };
    }

    private static int fraction(double number) {
        return (int) Math.round(number * (1 << 15));
    }

    /** The number in both halves. */
    static int twice(int number) {
        return number << 16 | number & 0xFFFF;
    }

    /**
     * Which pairs of bytes follow each other: of pixels 2i and 2i + 1 those of {@code RG} and {@code GB} are the pairs 2i
     * and 2i + 1, and {@code BR}, which stands between them, the pair 32 + 2i.
     */
    static short[] order() {
        short[] order = new short[2 * RgbPicture.STEP];
        IntStream.range(0, RgbPicture.STEP / 2).forEach(i -> {
            order[3 * i] = (short) (2 * i);
            order[3 * i + 1] = (short) (RgbPicture.STEP + 2 * i);
            order[3 * i + 2] = (short) (2 * i + 1);
        });
        return order;
    }

    void loadConstants(Assembler asm) {
        for (int i = 0; i < NUMBERS; i++) {
            asm.emit(Op.VBROADCASTSS, Y_BIAS - i, memory.at(PictureMemory.NUMBERS + i * Integer.BYTES));
        }
        asm.clear(ZERO);
        asm.load(FIRST_BYTES, memory.at(PictureMemory.ORDER));
        asm.load(LAST_BYTES, memory.at(PictureMemory.ORDER + Assembler.VECTOR_BYTES));
    }

    /** The pixels that the step at RSI describes, of the row of the picture at R15. */
    void step(Assembler asm) {
        asm.load(RAX, RSI.at(0));
        asm.load(RCX, RSI.at(Long.BYTES));
        asm.load(RDX, RSI.at(2 * Long.BYTES));
        asm.load(R10, RSI.at(3 * Long.BYTES));
        asm.add(R10, R15);
        loadTable(asm, 0);
        interpolate(asm, 0, RAX);
        loadTable(asm, 1);
        interpolate(asm, 1, RCX);
        interpolate(asm, 2, RDX);
        colours(asm);
        bytes(asm);
        asm.add(RSI, PictureMemory.STEP_BYTES);
    }

    private static void loadTable(Assembler asm, int kind) {
        asm.load(INDEX, RSI.at(PictureMemory.index(kind)));
        asm.load(SHARE, RSI.at(PictureMemory.index(kind) + Assembler.VECTOR_BYTES));
    }

    private static void interpolate(Assembler asm, int target, Gpr row) {
        int next = 8 + target;
        asm.load(target, row.at(0));
        asm.load(next, row.at(Short.BYTES));
        asm.emit(Op.VPERMT2W, target, INDEX, row.at(Assembler.VECTOR_BYTES));
        asm.emit(Op.VPERMT2W, next, INDEX, row.at(Assembler.VECTOR_BYTES + Short.BYTES));
        asm.emit(Op.VPSUBW, next, next, target);
        asm.emit(Op.VPMULHRSW, next, next, SHARE);
        asm.emit(Op.VPADDW, target, target, next);
    }

    /** Of Y, Cb and Cr in registers 0 to 2 makes red, green and blue in 3 to 5. */
    private static void colours(Assembler asm) {
        asm.emit(Op.VPMULHRSW, 3, 2, RED);
        asm.emit(Op.VPMULHRSW, 5, 1, BLUE);
        asm.emit(Op.VPMULHRSW, 4, 1, GREEN_CB);
        asm.emit(Op.VPMULHRSW, 6, 2, GREEN_CR);
        asm.emit(Op.VPADDW, 3, 3, 2);
        asm.emit(Op.VPADDW, 5, 5, 1);
        asm.emit(Op.VPADDW, 4, 4, 6);
        for (int colour = 3; colour <= 5; colour++) {
            asm.emit(Op.VPADDSW, colour, colour, 0); // 255 and more become 255
            asm.emit(Op.VPMAXSW, colour, colour, ZERO);
        }
    }

    /** Packs them. */
    private static void bytes(Assembler asm) {
        asm.shift(Op.VPSRLD, 0, 3, 16 - 1); // red of odd pixels, where even ones were
        asm.shift(Op.VPSRLW, 1, 5, RgbPicture.FRACTION);
        asm.emit(Op.VPTERNLOGD, 1, 0, HIGH_BYTES, OR_AND); // BR
        asm.emit(Op.VPTERNLOGD, 3, 4, ODD, SELECT);
        asm.emit(Op.VPTERNLOGD, 4, 5, ODD, SELECT);
        asm.shift(Op.VPSRLW, 3, 3, RgbPicture.FRACTION);
        asm.shift(Op.VPSLLW, 4, 4, Byte.SIZE - RgbPicture.FRACTION);
        asm.emit(Op.VPTERNLOGD, 3, 4, HIGH_BYTES, OR_AND); // RG and GB
        asm.emit(Op.VMOVUPS, 2, FIRST_BYTES);
        asm.emit(Op.VPERMI2W, 2, 3, 1);
        asm.emit(Op.VPERMT2W, 3, LAST_BYTES, 1);
        asm.store(R10.at(0), 2);
        asm.emit(Op.VEXTRACTI64X4, 3, R10.at(Assembler.VECTOR_BYTES), 0);
    }
}
