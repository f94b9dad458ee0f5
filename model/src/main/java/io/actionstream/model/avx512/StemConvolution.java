package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R14;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.stream.IntStream;

/**
 * The 7x7 convolution of pixels with 16 outputs, two products at a time, by {@link Phase}s in both directions: 286 products
 * for 16 outputs in place of 784. Pixels are exact in int16, and sums in int32, which may run over on the way but not in
 * the end.
 *
 * <p>The function takes the row of phases of the first pixels that the first output sees, the weights and numbers of
 * {@link StemWeights}, where the outputs go, and scratch memory of {@link #SCRATCH} bytes.
 *
 * @param width of the eight rows of outputs, a multiple of 4
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

    /** Pairs of weights of an output, for all phases. */
    static final int PAIRS = Phase.taps(Phase.OF_ROWS)
            * Phase.OF_COLUMNS.stream().mapToInt(StemConvolution::pairs).sum();

    private static final int FIRST_WEIGHT = 28;
    private static final int WEIGHTS = 4;
    private static final StemSums SUMS = new StemSums(StemPhases.ROWS);
    static final int SCRATCH = SUMS.places() * FIRST_WEIGHT * VECTOR_BYTES;

    /** Pairs of weights of a row of a phase. */
    static int pairs(Phase ofColumns) {
        return (ofColumns.taps().size() * CHANNELS + 1) / 2;
    }

    @Override
    public int emit(Assembler asm) {
        int columns = columns();
        int sum = sum(asm, columns, false);
        int sumAndWaiting = sum(asm, columns, true);
        int entry = asm.entry();
        asm.repeat(R11, width / 2 / columns, () -> {
            asm.move(RBP, RSI);
            if (order == Order.ROWS) {
                prefetchNext(asm, columns);
            }
            for (StemSums.Step step : SUMS.steps()) {
                call(asm, step, columns, sum, sumAndWaiting);
                for (StemSums.Store store : step.stores()) {
                    store(asm, store, columns);
                }
                if (step.row() != StemSums.NONE) {
                    finish(asm, step.row(), columns);
                }
            }
            asm.add(RDI, columns * PIXEL);
            asm.add(RCX, columns * (order == Order.ROWS ? 2 : 4) * VECTOR_BYTES);
        });
        asm.ret();
        return entry;
    }

    /** Pairs of columns whose sums stay in registers, of which there are as many for even as for odd columns. */
    private int columns() {
        return IntStream.iterate(FIRST_WEIGHT / 2, i -> i - 1)
                .filter(i -> width / 2 % i == 0)
                .findFirst()
                .orElseThrow();
    }

    /** Rows go to memory that is in no cache. */
    private void prefetchNext(Assembler asm, int columns) {
        for (int row = 0; row < StemPhases.ROWS; row++) {
            for (int i = 2 * columns; i < 4 * columns; i++) {
                asm.prefetchToWrite(RCX.at((row * width + i) * VECTOR_BYTES));
            }
        }
    }

    /** Has the sums of a part of rows computed. */
    private void call(Assembler asm, StemSums.Step step, int columns, int sum, int sumAndWaiting) {
        if (Phase.OF_ROWS.get(step.part()).taps().isEmpty()) {
            for (int i = 0; i < 2 * columns; i++) {
                asm.load(i, waiting(R8, step.waiting(), i));
            }
            return;
        }
        asm.lea(R14, RDI.at(Phase.plane(step.part(), 0) * phaseRow));
        if (step.waiting() == StemSums.NONE) {
            asm.call(sum);
        } else {
            asm.lea(R10, waiting(R8, step.waiting(), 0));
            asm.call(sumAndWaiting);
        }
    }

    /**
     * Writes the function that computes sums of a part of rows, for even columns and then for odd ones. As all parts share
     * it, it stays in the cache for instructions.
     *
     * <p>It takes the row of the part's first phase, its weights, and sums that wait.
     *
     * @param waits whether those are added
     */
    private int sum(Assembler asm, int columns, boolean waits) {
        int entry = asm.entry();
        for (int i = 0; i < columns; i++) {
            asm.clear(i);
        }
        addProducts(asm, 0, columns, 0);
        for (int i = 0; i < columns; i++) {
            if (waits) {
                asm.emit(Op.VPADDD, columns + i, i, waiting(R10, 0, columns + i));
                asm.emit(Op.VPADDD, i, i, waiting(R10, 0, i));
            } else {
                asm.emit(Op.VMOVUPS, columns + i, i);
            }
        }
        addProducts(asm, 0, columns, 1);
        addProducts(asm, columns, columns, 2);
        asm.ret();
        return entry;
    }

    private void addProducts(Assembler asm, int first, int columns, int ofColumns) {
        int pairs = pairs(Phase.OF_COLUMNS.get(ofColumns));
        for (int pair = 0; pair < pairs; pair++) {
            int weight = FIRST_WEIGHT + pair % WEIGHTS;
            asm.load(weight, RBP.at(pair * VECTOR_BYTES));
            for (int i = 0; i < columns; i++) {
                Operand pixels = R14.everyLane(ofColumns * phaseRow + i * PIXEL + pair * 2 * Short.BYTES);
                asm.emit(Op.VPDPWSSD, first + i, weight, pixels);
            }
        }
        asm.add(RBP, pairs * VECTOR_BYTES);
    }

    private static void store(Assembler asm, StemSums.Store store, int columns) {
        for (int i = 0; i < 2 * columns; i++) {
            int sum = i;
            if (store.added() != StemSums.NONE) {
                sum = FIRST_WEIGHT + i % WEIGHTS;
                asm.emit(Op.VPADDD, sum, i, waiting(R8, store.added(), i));
            }
            asm.store(waiting(R8, store.to(), i), sum);
        }
    }

    private static Operand waiting(Gpr base, int place, int sum) {
        return base.at((place * FIRST_WEIGHT + sum) * VECTOR_BYTES);
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
