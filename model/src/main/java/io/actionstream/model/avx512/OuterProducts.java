package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.R14;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Adds the products of transposed matrices, out += x' y, for a batch of them: what many rows give to the gradient of
 * weights. A few rows and columns of out at a time stay in registers.
 *
 * <p>The function takes x, y, out, and the number of products in the batch.
 *
 * @param rows of x and y
 * @param inputs columns of x, and rows of out
 * @param outputs columns of y and of out, a power of two of vectors
 * @param xRow bytes from a row of x to the next
 * @param yRow bytes from a row of y to the next
 * @param xBatch bytes from x to that of the next product
 * @param yBatch bytes from y to that of the next product
 */
record OuterProducts(int rows, int inputs, int outputs, int xRow, int yRow, int xBatch, int yBatch) implements Kernel {
    private static final int FIRST_Y = 28;
    private static final int OTHERS = 4;
    private static final int MOST_UNROLLED = 4;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        int vectors = MatrixProduct.panelVectors(outputs);
        int most = MatrixProduct.FIRST_BROADCAST / vectors;
        int blocks = (inputs + most - 1) / most;
        int blockInputs = (inputs + blocks - 1) / blocks;
        int whole = inputs / blockInputs;
        asm.repeat(RCX, () -> {
            for (int column = 0; column < outRow(); column += vectors * VECTOR_BYTES) {
                int panel = column;
                asm.move(R10, RDI);
                asm.lea(R11, RDX.at(panel));
                asm.repeat(R14, whole, () -> {
                    block(asm, blockInputs, vectors, panel);
                    asm.add(R10, blockInputs * Float.BYTES);
                    asm.add(R11, blockInputs * outRow());
                });
                if (whole * blockInputs < inputs) {
                    block(asm, inputs - whole * blockInputs, vectors, panel);
                }
            }
            asm.add(RDI, xBatch);
            asm.add(RSI, yBatch);
            asm.add(RDX, inputs * outRow());
        });
        asm.ret();
        return entry;
    }

    private int outRow() {
        return outputs * Float.BYTES;
    }

    private void block(Assembler asm, int height, int vectors, int panel) {
        for (int i = 0; i < height * vectors; i++) {
            asm.load(i, sum(i / vectors, i % vectors));
        }
        for (int i = 0; i < height * vectors; i++) {
            asm.prefetchToWrite(sum(height + i / vectors, i % vectors)); // for the next block
        }
        int unrolled = MOST_UNROLLED;
        while (rows % unrolled != 0) {
            unrolled--;
        }
        int atOnce = unrolled;
        asm.move(RAX, R10);
        asm.lea(RBP, RSI.at(panel));
        asm.repeat(R9, rows / atOnce, () -> {
            for (int row = 0; row < atOnce; row++) {
                multiplyAdd(asm, height, vectors, row);
            }
            asm.add(RAX, atOnce * xRow);
            asm.add(RBP, atOnce * yRow);
        });
        for (int i = 0; i < height * vectors; i++) {
            asm.store(sum(i / vectors, i % vectors), i);
        }
    }

    private Operand sum(int input, int vector) {
        return R11.at(input * outRow() + vector * VECTOR_BYTES);
    }

    private void multiplyAdd(Assembler asm, int height, int vectors, int row) {
        int y = FIRST_Y + row * vectors % OTHERS;
        for (int v = 0; v < vectors; v++) {
            asm.load(y + v, RBP.at(row * yRow + v * VECTOR_BYTES));
        }
        MatrixProduct.multiplyAdd(asm, Op.VFMADD231PS, height, vectors, y, i -> RAX.at(row * xRow + i * Float.BYTES));
    }
}
