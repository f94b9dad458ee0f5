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

import java.util.Arrays;

/**
 * The 7x7 convolution of pixels with 16 outputs, two products at a time, by {@link Phase}s in both directions: 121 products
 * for four outputs in place of 196. Pixels are exact in int16, and sums in int32, which may run over on the way but not in
 * the end.
 *
 * <p>The function takes the row of phases of the first pixels that the first output sees, the weights and numbers of
 * {@link StemWeights}, where the outputs go, and scratch memory of {@link #SCRATCH} bytes.
 *
 * @param width of the two rows of outputs, a multiple of 4
 * @param phaseRow bytes from a row of a phase to the one of the next
 * @param order of the outputs
 */
record StemConvolution(int width, int phaseRow, Order order) implements Kernel {

    /** An order of two rows of outputs. */
    enum Order {
        /** A row after the other. */
        ROWS,
        /** A square of two by two after the other, row by row. */
        SQUARES
    }

    static final int KERNEL = 7;
    static final int CHANNELS = 3;

    /** Bytes of a pixel. */
    static final int PIXEL = CHANNELS * Short.BYTES;

    /** Rows of outputs. */
    static final int ROWS = 2;

    /** Pairs of weights of an output, for all phases. */
    static final int PAIRS = Phase.ALL_TAPS
            * Arrays.stream(Phase.values()).mapToInt(StemConvolution::pairs).sum();

    private static final int FIRST_WEIGHT = 28;
    private static final int WEIGHTS = 4;
    static final int SCRATCH = FIRST_WEIGHT * VECTOR_BYTES;

    /** Pairs of weights of a row of a phase. */
    static int pairs(Phase horizontal) {
        return (horizontal.taps() * CHANNELS + 1) / 2;
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
            sum(asm, Phase.COMMON, columns);
            for (int i = 0; i < 2 * columns; i++) {
                asm.store(R8.at(i * VECTOR_BYTES), i);
            }
            sum(asm, Phase.EVEN, columns);
            finish(asm, 0, columns);
            sum(asm, Phase.ODD, columns);
            finish(asm, 1, columns);
            asm.add(RDI, columns * PIXEL);
            asm.add(RCX, columns * (order == Order.ROWS ? 2 : 4) * VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    /** Sums of a phase of rows, for even columns and then for odd ones; with what rows have in common. */
    private void sum(Assembler asm, Phase vertical, int columns) {
        for (int i = 0; i < columns; i++) {
            asm.clear(i);
        }
        addProducts(asm, 0, columns, vertical, Phase.COMMON);
        for (int i = 0; i < columns; i++) {
            if (vertical == Phase.COMMON) {
                asm.emit(Op.VMOVUPS, columns + i, i);
            } else {
                asm.emit(Op.VPADDD, columns + i, i, R8.at((columns + i) * VECTOR_BYTES));
                asm.emit(Op.VPADDD, i, i, R8.at(i * VECTOR_BYTES));
            }
        }
        addProducts(asm, 0, columns, vertical, Phase.EVEN);
        addProducts(asm, columns, columns, vertical, Phase.ODD);
    }

    private void addProducts(Assembler asm, int first, int columns, Phase vertical, Phase horizontal) {
        int pairs = pairs(horizontal);
        asm.lea(RAX, RDI.at(Phase.plane(vertical, horizontal) * phaseRow));
        asm.repeat(R9, vertical.taps(), () -> {
            for (int pair = 0; pair < pairs; pair++) {
                int weight = FIRST_WEIGHT + pair % WEIGHTS;
                asm.load(weight, RBP.at(pair * VECTOR_BYTES));
                for (int i = 0; i < columns; i++) {
                    Operand pixels = RAX.everyLane(i * PIXEL + pair * 2 * Short.BYTES);
                    asm.emit(Op.VPDPWSSD, first + i, weight, pixels);
                }
            }
            asm.add(RAX, Phase.COUNT * Phase.COUNT * phaseRow);
            asm.add(RBP, pairs * VECTOR_BYTES);
        });
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
        return order == Order.ROWS ? row * width + 2 * square + column : 4 * square + 2 * row + column;
    }
}
