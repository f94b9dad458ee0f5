package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R14;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.function.IntFunction;

/**
 * Products of matrices, out = start + x w, for a batch of them. A few rows and columns of the result at a time stay in
 * registers.
 *
 * <p>The function takes x, w, out, bias, and the number of products in the batch. The weights lie as {@link Factors#add}
 * puts them.
 *
 * @param rows of x and out
 * @param inputs columns of x, a multiple of 8, or of 16 of bfloat16
 * @param outputs columns of out, a power of two of vectors
 * @param row bytes from a row of x to the next
 * @param batch bytes from x to that of the next product
 * @param weightBatch bytes from the weights to those of the next product
 * @param outBatch bytes from out to that of the next product
 * @param start what the products are added to
 * @param factors of the products
 */
record MatrixProduct(
        int rows,
        int inputs,
        int outputs,
        int row,
        int batch,
        int weightBatch,
        int outBatch,
        Start start,
        Factors factors)
        implements Kernel {

    /** What products are added to. */
    enum Start {
        ZERO,
        BIAS,
        /** What is there already. */
        OUT
    }

    private static final int MOST_PANEL_VECTORS = 4;
    private static final int UNROLLED = 8;
    static final int FIRST_BROADCAST = 24;
    private static final int FIRST_WEIGHT = 28;
    private static final int OTHERS = 4;
    private static final int PREFETCH_ROWS = 16;
    private static final int PREFETCH_BYTES = 16 << 10;

    /** Products of float32. */
    MatrixProduct(int rows, int inputs, int outputs, int row, int batch, int weightBatch, int outBatch, Start start) {
        this(rows, inputs, outputs, row, batch, weightBatch, outBatch, start, Factors.FLOAT32);
    }

    /** Columns that are computed together. */
    static int panelColumns(int outputs) {
        return panelVectors(outputs) * LANES;
    }

    /** Vectors of columns that are computed together. */
    static int panelVectors(int outputs) {
        return Math.min(outputs / LANES, MOST_PANEL_VECTORS);
    }

    /**
     * Weights in the order in which they are read.
     *
     * @param weights (batch, inputs, outputs)
     * @return (batch, panels, inputs, columns of a panel)
     */
    static float[] packed(double[] weights, int inputs, int outputs) {
        float[] packed = new float[weights.length];
        double[] row = new double[outputs];
        for (int i = 0; i < weights.length / outputs; i++) {
            System.arraycopy(weights, i * outputs, row, 0, outputs);
            pack(row, packed, i / inputs, i % inputs, inputs);
        }
        return packed;
    }

    /**
     * Puts the weights of one input of a product where {@link #packed} has them.
     *
     * @param row (outputs)
     */
    static void pack(double[] row, float[] packed, int product, int input, int inputs) {
        int columns = panelColumns(row.length);
        for (int panel = 0; panel < row.length; panel += columns) {
            int first = product * inputs * row.length + panel * inputs + input * columns;
            for (int column = 0; column < columns; column++) {
                packed[first + column] = (float) row[panel + column];
            }
        }
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int vectors = panelVectors(outputs);
        int most = vectors == 1 ? FIRST_WEIGHT : FIRST_BROADCAST / vectors;
        int blocks = (rows + most - 1) / most;
        int blockRows = (rows + blocks - 1) / blocks;
        int whole = rows / blockRows;
        asm.repeat(R8, () -> {
            for (int panel = 0; panel < outputs / LANES / vectors; panel++) {
                int column = panel * vectors * VECTOR_BYTES;
                int weights = panel * panelBytes(vectors);
                asm.move(R10, RDI);
                asm.lea(R11, RDX.at(column));
                asm.repeat(R14, whole, () -> {
                    block(asm, blockRows, vectors, weights, column);
                    asm.add(R10, blockRows * row);
                    asm.add(R11, blockRows * outRow());
                });
                if (whole * blockRows < rows) {
                    block(asm, rows - whole * blockRows, vectors, weights, column);
                }
            }
            asm.add(RDI, batch);
            asm.add(RSI, weightBatch);
            asm.add(RDX, outBatch);
        });
        asm.ret();
        return entry;
    }

    private int outRow() {
        return outputs * Float.BYTES;
    }

    private void block(Assembler asm, int height, int vectors, int weights, int column) {
        for (int r = 0; r < height; r++) {
            for (int v = 0; v < vectors; v++) {
                int register = r * vectors + v;
                switch (start) {
                    case ZERO -> asm.clear(register);
                    case BIAS -> asm.load(register, RCX.at(column + v * VECTOR_BYTES));
                    case OUT -> asm.load(register, R11.at(r * outRow() + v * VECTOR_BYTES));
                }
            }
        }
        asm.move(RAX, R10);
        asm.lea(RBP, RSI.at(weights));
        asm.repeat(R9, inputs / factors.atOnce() / UNROLLED, () -> {
            for (int i = 0; i < UNROLLED; i++) {
                if (prefetches(vectors)) {
                    prefetch(asm, vectors, i);
                }
                multiplyAdd(asm, height, vectors, i);
            }
            asm.add(RAX, UNROLLED * Float.BYTES);
            asm.add(RBP, UNROLLED * vectors * VECTOR_BYTES);
        });
        for (int r = 0; r < height; r++) {
            for (int v = 0; v < vectors; v++) {
                asm.store(R11.at(r * outRow() + v * VECTOR_BYTES), r * vectors + v);
            }
        }
    }

    /** Whether a panel has weights enough to come from far, and rows enough meanwhile to bring the next one's. */
    private boolean prefetches(int vectors) {
        return rows >= PREFETCH_ROWS && panelBytes(vectors) >= PREFETCH_BYTES;
    }

    private int panelBytes(int vectors) {
        return inputs * vectors * factors.vectorBytes();
    }

    private void prefetch(Assembler asm, int vectors, int input) {
        for (int v = 0; v < vectors; v++) {
            asm.prefetch(RBP.at(panelBytes(vectors) + (input * vectors + v) * VECTOR_BYTES));
        }
    }

    private void multiplyAdd(Assembler asm, int height, int vectors, int input) {
        int weight = FIRST_WEIGHT + input * vectors % OTHERS;
        for (int v = 0; v < vectors; v++) {
            asm.load(weight + v, RBP.at((input * vectors + v) * VECTOR_BYTES));
        }
        multiplyAdd(asm, factors.multiplyAdd(), height, vectors, weight, r -> RAX.at(r * row + input * Float.BYTES));
    }

    /**
     * To each row of registers, from 0 on, adds a number times a vector for each of its vectors.
     *
     * @param op that multiplies and adds
     * @param vectors of a row, a power of two up to 4
     * @param first register of the vectors
     * @param number of each row
     */
    static void multiplyAdd(Assembler asm, Op op, int rows, int vectors, int first, IntFunction<Operand> number) {
        for (int r = 0; r < rows; r++) {
            if (vectors == 1) {
                asm.emit(op, r, first, number.apply(r).inEveryLane());
                continue;
            }
            int broadcast = FIRST_BROADCAST + r % OTHERS;
            asm.emit(Op.VBROADCASTSS, broadcast, number.apply(r));
            for (int v = 0; v < vectors; v++) {
                asm.emit(op, r * vectors + v, first + v, broadcast);
            }
        }
    }
}
