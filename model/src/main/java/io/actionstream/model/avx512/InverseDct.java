package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R14;
import static io.actionstream.model.avx512.Gpr.R15;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import com.sun.jna.Memory;
import java.util.stream.IntStream;

/**
 * The inverse discrete cosine transform of the blocks of planes (ITU-T T.81, annex A), to uint8. Sixteen blocks are
 * transformed together, each in a lane of its own, along their columns, then along their rows. Of fewer points than
 * eight it makes the picture that many times smaller, of the lowest frequencies only.
 *
 * <p>The function takes the start of a {@link JpegMemory}. A group of blocks has its coefficients one after the other, each
 * of all blocks, then room for those that are not wanted.
 *
 * @param points 1, 2, 4 or 8: how many coefficients and pixels a block has in either direction
 */
record InverseDct(int points) implements Kernel {
    /** Blocks of a group. */
    static final int BLOCKS = Assembler.LANES;

    private static final int ROW_BYTES = BLOCKS * Short.BYTES;
    private static final int MOST_POINTS = JpegLayout.BLOCK;

    private static final int SHUFFLE = 31;
    private static final int ORDER = 30;
    private static final int ZERO = 29;
    private static final int GREY = 28;
    private static final int COSINES = JpegMemory.NUMBERS + Float.BYTES;
    private static final int MIDDLE_GREY = 128;

    /** Pixels whose bytes are packed together. */
    private static final int PACKED = 4;

    /** Where a coefficient goes, in bytes: to nowhere when it is not wanted. */
    static int slot(int points, int row, int column) {
        return (row < points && column < points ? row * points + column : points * points) * ROW_BYTES;
    }

    /** Bytes of a group. */
    static int groupBytes(int points) {
        return points * points * ROW_BYTES + VECTOR_BYTES;
    }

    /** The lane of a block of a group: of eight points, that which its pixels are in order with. */
    static int lane(int points, int block) {
        int half = BLOCKS / 2;
        return points == MOST_POINTS ? block % half / 2 * PACKED + block / half * 2 + block % 2 : block;
    }

    static void writeConstants(Memory memory) {
        for (int points = 1; points <= MOST_POINTS; points *= 2) {
            int packed = Math.min(points, PACKED);
            byte[] shuffle = new byte[VECTOR_BYTES];
            for (int i = 0; i < shuffle.length; i++) {
                shuffle[i] = (byte) (i % packed * PACKED + i / packed % PACKED);
            }
            int words = 2 * packed; // of the four blocks in 16 bytes
            short[] order = new short[VECTOR_BYTES / Short.BYTES];
            for (int i = 0; i < order.length; i++) {
                order[i] = (short) (i / words % PACKED * 2 * PACKED + i % words);
            }
            memory.write(constants(JpegMemory.SHUFFLES, points), shuffle, 0, shuffle.length);
            memory.write(constants(JpegMemory.ORDERS, points), order, 0, order.length);
        }
        memory.setFloat(JpegMemory.NUMBERS, MIDDLE_GREY);
        float[] cosines = CosineSums.cosines();
        memory.write(COSINES, cosines, 0, cosines.length);
    }

    private static int constants(int first, int points) {
        return first + Integer.numberOfTrailingZeros(points) * VECTOR_BYTES;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        loadConstants(asm);
        asm.lea(RBP, RDI.at(JpegMemory.SCRATCH));
        asm.lea(RSI, RDI.at(JpegMemory.PLANES));
        asm.move(R8, JpegLayout.COMPONENTS);
        asm.repeat(R8, () -> {
            asm.load(RAX, RSI.at(0));
            asm.load(RDX, RSI.at(Long.BYTES));
            asm.load(R14, RSI.at(2 * Long.BYTES));
            asm.load(R9, RSI.at(3 * Long.BYTES));
            asm.lea(RCX, RSI.at(JpegMemory.FACTORS));
            asm.repeat(R9, () -> {
                asm.move(R11, RDX);
                asm.load(R10, RSI.at(4 * Long.BYTES));
                asm.repeat(R10, () -> group(asm));
                IntStream.range(0, points).forEach(row -> asm.add(RDX, R14));
            });
            asm.add(RSI, JpegMemory.PLANE_BYTES);
        });
        asm.ret();
        return entry;
    }

    private void loadConstants(Assembler asm) {
        asm.load(SHUFFLE, RDI.at(constants(JpegMemory.SHUFFLES, points)));
        asm.load(ORDER, RDI.at(constants(JpegMemory.ORDERS, points)));
        asm.clear(ZERO);
        asm.emit(Op.VBROADCASTSS, GREY, RDI.at(JpegMemory.NUMBERS));
        CosineSums.load(asm, RDI.at(COSINES));
    }

    private void group(Assembler asm) {
        for (int column = 0; column < points; column++) {
            column(asm, column);
        }
        clear(asm);
        asm.move(R15, R11);
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                asm.load(column, scratch(row, column));
            }
            CosineSums.emit(asm, points);
            store(asm);
            asm.add(R15, R14);
        }
        asm.add(RAX, groupBytes(points));
        asm.add(R11, points * BLOCKS);
    }

    private void column(Assembler asm, int column) {
        for (int row = 0; row < points; row++) {
            asm.emit(Op.VPMOVSXWD, row, RAX.at(slot(points, row, column)));
            asm.emit(Op.VCVTDQ2PS, row, row);
            asm.emit(Op.VMULPS, row, row, RCX.everyLane((row * points + column) * Float.BYTES));
        }
        if (column == 0) {
            asm.emit(Op.VADDPS, 0, 0, GREY);
        }
        CosineSums.emit(asm, points);
        for (int row = 0; row < points; row++) {
            asm.store(scratch(row, column), row);
        }
    }

    private Operand scratch(int row, int column) {
        return RBP.at((row * points + column) * VECTOR_BYTES);
    }

    /** Makes zeros of the coefficients, for the next image. */
    private void clear(Assembler asm) {
        for (int at = 0; at < points * points * ROW_BYTES; at += VECTOR_BYTES) {
            asm.store(RAX.at(at), ZERO);
        }
    }

    /** Registers 0 to {@code points} - 1, the pixels of a row of each block, to R15. */
    private void store(Assembler asm) {
        for (int i = 0; i < points; i++) {
            asm.emit(Op.VCVTPS2DQ, i, i);
        }
        for (int i = 0; i < points; i += PACKED) {
            pack(asm, i);
        }
        switch (points) {
            case 8 -> {
                asm.emit(Op.VUNPCKLPS, 1, 0, PACKED);
                asm.emit(Op.VUNPCKHPS, 2, 0, PACKED);
                asm.store(R15.at(0), 1);
                asm.store(R15.at(VECTOR_BYTES), 2);
            }
            case 4 -> asm.store(R15.at(0), 0);
            default -> {
                asm.emit(Op.VPERMT2W, 0, ORDER, 0);
                asm.emit(Op.VEXTRACTI64X4, 0, R15.at(0), 0); // of one point more than there is: overwritten later
            }
        }
    }

    /** Packs up to four pixels of each block: their bytes one after the other, in the order of lanes. */
    private void pack(Assembler asm, int first) {
        asm.emit(Op.VPACKSSDW, first, first, points == 1 ? first : first + 1);
        int others = first;
        if (points >= PACKED) {
            others = first + 2;
            asm.emit(Op.VPACKSSDW, others, others, first + 3);
        }
        asm.emit(Op.VPACKUSWB, first, first, others);
        asm.emit(Op.VPSHUFB, first, first, SHUFFLE);
    }
}
