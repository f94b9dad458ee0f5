package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * The 7x7 convolution of pixels with 16 outputs, two products at a time, by {@link Phase}s in both directions: 187 products
 * for eight outputs in place of 392. Pixels are exact in int16, and sums in int32, which may run over on the way but not in
 * the end.
 *
 * <p>The function takes the row of phases of the first pixels that the first output sees, the weights and numbers of
 * {@link StemWeights}, where the outputs go, and scratch memory of {@link #SCRATCH} bytes.
 *
 * @param width of the four rows of outputs, a multiple of 4
 * @param phaseRow bytes from a row of a phase to the one of the next
 * @param order of the outputs
 */
record StemConvolution(int width, int phaseRow, Order order) implements Kernel {

    /** An order of rows of outputs. */
    enum Order {
        /** A row after the other. */
        ROWS,
        /** For each two rows a square of two by two after the other, row by row. */
        SQUARES
    }

    static final int KERNEL = 7;
    static final int CHANNELS = 3;

    /** Bytes of a pixel. */
    static final int PIXEL = CHANNELS * Short.BYTES;

    /** Rows of outputs. */
    static final int ROWS = StemPhases.ROWS;

    /** Pairs of weights of an output, for all phases. */
    static final int PAIRS = Phase.taps(Phase.OF_ROWS)
            * Phase.OF_COLUMNS.stream().mapToInt(StemConvolution::pairs).sum();

    private static final int FIRST_WEIGHT = 28;
    private static final int WEIGHTS = 4;

    /** Sums that wait in the scratch memory: those which all rows share, for even and odd ones, then those of a part. */
    private static final int SHARED = 0;

    private static final int OF_PART = 2;
    private static final int NONE = -1;
    static final int SCRATCH = 4 * FIRST_WEIGHT * VECTOR_BYTES;

    /** Pairs of weights of a row of a phase. */
    static int pairs(Phase ofColumns) {
        return (ofColumns.taps().size() * CHANNELS + 1) / 2;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int block = FIRST_WEIGHT / 2;
        while (width / 2 % block != 0) {
            block--;
        }
        int columns = block;
        asm.repeat(R11, width / 2 / columns, () -> {
            asm.move(RBP, RSI);
            shared(asm, columns);
            for (int parity = 0; parity < 2; parity++) {
                ofEverySecondRow(asm, columns, parity);
            }
            asm.add(RDI, columns * PIXEL);
            asm.add(RCX, columns * (order == Order.ROWS ? 2 : 4) * VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    /** The first part of rows, which even and odd ones have in common. */
    private void shared(Assembler asm, int columns) {
        sum(asm, 0, NONE, columns);
        store(asm, OF_PART, NONE, columns);
        for (int half = 0; half < 2; half++) {
            sum(asm, 1 + half, OF_PART, columns);
            store(asm, SHARED + half, NONE, columns);
        }
    }

    /** The part of rows that even ones take, or the part that odd ones do, and what comes of them. */
    private void ofEverySecondRow(Assembler asm, int columns, int parity) {
        int first = Phase.OF_COLUMNS.size() * (1 + parity);
        sum(asm, first, NONE, columns);
        for (int half = 0; half < 2; half++) {
            store(asm, OF_PART + half, SHARED + half, columns);
        }
        for (int half = 0; half < 2; half++) {
            sum(asm, first + 1 + half, OF_PART + half, columns);
            finish(asm, 2 * half + parity, columns);
        }
    }

    /** Sums of a part of rows, for even columns and then for odd ones, and of sums that wait. */
    private void sum(Assembler asm, int ofRows, int waiting, int columns) {
        for (int i = 0; i < columns; i++) {
            asm.clear(i);
        }
        addProducts(asm, 0, columns, ofRows, 0);
        for (int i = 0; i < columns; i++) {
            if (waiting == NONE) {
                asm.emit(Op.VMOVUPS, columns + i, i);
            } else {
                asm.emit(Op.VPADDD, columns + i, i, at(waiting, columns + i));
                asm.emit(Op.VPADDD, i, i, at(waiting, i));
            }
        }
        addProducts(asm, 0, columns, ofRows, 1);
        addProducts(asm, columns, columns, ofRows, 2);
    }

    private void addProducts(Assembler asm, int first, int columns, int ofRows, int ofColumns) {
        int pairs = pairs(Phase.OF_COLUMNS.get(ofColumns));
        asm.lea(RAX, RDI.at(Phase.plane(ofRows, ofColumns) * phaseRow));
        asm.repeat(R9, Phase.OF_ROWS.get(ofRows).taps().size(), () -> {
            for (int pair = 0; pair < pairs; pair++) {
                int weight = FIRST_WEIGHT + pair % WEIGHTS;
                asm.load(weight, RBP.at(pair * VECTOR_BYTES));
                for (int i = 0; i < columns; i++) {
                    Operand pixels = RAX.everyLane(i * PIXEL + pair * 2 * Short.BYTES);
                    asm.emit(Op.VPDPWSSD, first + i, weight, pixels);
                }
            }
            asm.add(RAX, Phase.PLANES * phaseRow);
            asm.add(RBP, pairs * VECTOR_BYTES);
        });
    }

    /** Has sums wait, after some that wait already are added to them. */
    private static void store(Assembler asm, int waiting, int added, int columns) {
        for (int i = 0; i < 2 * columns; i++) {
            int sum = i;
            if (added != NONE) {
                sum = FIRST_WEIGHT + i % WEIGHTS;
                asm.emit(Op.VPADDD, sum, i, at(added, i));
            }
            asm.store(at(waiting, i), sum);
        }
    }

    private static Operand at(int waiting, int sum) {
        return R8.at((waiting * FIRST_WEIGHT + sum) * VECTOR_BYTES);
    }

    /** Writes a row of outputs. */
    private void finish(Assembler asm, int row, int columns) {
        asm.load(FIRST_WEIGHT, RDX.at(0));
        for (int i = 0; i < 2 * columns; i++) {
            asm.emit(Op.VCVTDQ2PS, i, i);
            asm.emit(Op.VFMADD213PS, i, FIRST_WEIGHT, RDX.at(VECTOR_BYTES));
            asm.store(RCX.at(place(row, i % columns, i / columns) * VECTOR_BYTES), i);
        }
    }

    /** The number of an output of a row among those of a block, by the square and its column of the two. */
    private int place(int row, int square, int column) {
        return order == Order.ROWS
                ? row * width + 2 * square + column
                : row / 2 * 2 * width + 4 * square + row % 2 * 2 + column;
    }
}
