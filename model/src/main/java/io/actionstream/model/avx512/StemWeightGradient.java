package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;
import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.List;

/**
 * Adds what eight rows of outputs give to the gradient of the 7x7 convolution's weights, by {@link Phase}s in both directions:
 * the gradient of a phase's weights is that of the outputs which take them, added up, times the pixels of the phase.
 *
 * <p>The function takes the row of phases of the pixels that the first output sees, in float32, the gradients of the outputs
 * (8, width, 16), the sums, and scratch memory.
 *
 * @param width of a row of outputs, a multiple of 8
 * @param phaseRow bytes from a row of a phase to the one of the next
 */
record StemWeightGradient(int width, int phaseRow) implements Kernel {
    /** Numbers that are summed up: (phases of rows, phases of columns, taps of a column, taps of a row, 3, 16). */
    static final int SUMS = Phase.taps(Phase.OF_ROWS) * Phase.taps(Phase.OF_COLUMNS) * StemConvolution.CHANNELS * LANES;

    private static final int PIXEL = StemConvolution.CHANNELS * Float.BYTES;
    private static final int FIRST_GRADIENT = 28;
    private static final int UNROLLED = 4;

    /**
     * The gradient of the kernel.
     *
     * @param sums over pixels from 0 to 255
     * @return (16, 3, 7, 7), for pixels from 0 to 1
     */
    static float[] gradient(float[] sums) {
        int kernel = StemConvolution.KERNEL;
        float[] gradient = new float[LANES * StemConvolution.CHANNELS * kernel * kernel];
        int next = 0;
        for (Phase vertical : Phase.OF_ROWS) {
            for (Phase horizontal : Phase.OF_COLUMNS) {
                for (List<Integer> y : vertical.taps()) {
                    for (List<Integer> x : horizontal.taps()) {
                        for (int number = 0; number < StemConvolution.CHANNELS * LANES; number++) {
                            int plane = number % LANES * StemConvolution.CHANNELS + number / LANES;
                            float sum = sums[next++] / StemWeights.WHITE;
                            for (int tap : y) {
                                for (int other : x) {
                                    gradient[(plane * kernel + tap) * kernel + other] += sum;
                                }
                            }
                        }
                    }
                }
            }
        }
        return gradient;
    }

    int scratchBytes() {
        return Phase.OF_COLUMNS.size() * planeBytes();
    }

    private int planeBytes() {
        return width / 2 * VECTOR_BYTES;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        for (int vertical = 0; vertical < Phase.OF_ROWS.size(); vertical++) {
            if (Phase.OF_ROWS.get(vertical).taps().isEmpty()) {
                continue;
            }
            addUp(asm, Phase.OF_ROWS.get(vertical));
            for (int horizontal = 0; horizontal < Phase.OF_COLUMNS.size(); horizontal++) {
                asm.lea(RAX, RDI.at(Phase.plane(vertical, horizontal) * phaseRow));
                asm.lea(RBP, RCX.at(horizontal * planeBytes()));
                addProducts(asm, Phase.OF_COLUMNS.get(horizontal).taps().size() * StemConvolution.CHANNELS);
            }
        }
        asm.ret();
        return entry;
    }

    /** The gradients of the outputs that take a phase's weights, by phase of the columns, to the scratch memory. */
    private void addUp(Assembler asm, Phase vertical) {
        int row = width * VECTOR_BYTES;
        asm.move(R8, RSI);
        asm.move(R9, RCX);
        asm.repeat(R10, width / 2, () -> {
            for (int column = 0; column < 2; column++) {
                int at = column * VECTOR_BYTES;
                asm.load(column, R8.at(vertical.outputs().get(0) * row + at));
                for (int output :
                        vertical.outputs().subList(1, vertical.outputs().size())) {
                    asm.emit(Op.VADDPS, column, column, R8.at(output * row + at));
                }
            }
            asm.emit(Op.VADDPS, 2, 0, 1);
            asm.store(R9.at(0), 2);
            asm.store(R9.at(planeBytes()), 0);
            asm.store(R9.at(2 * planeBytes()), 1);
            asm.add(R8, 2 * VECTOR_BYTES);
            asm.add(R9, VECTOR_BYTES);
        });
    }

    /** Adds to the next sums, those of a row of taps, and goes on to the ones behind them. */
    private void addProducts(Assembler asm, int numbers) {
        for (int sum = 0; sum < numbers; sum++) {
            asm.load(sum, RDX.at(sum * VECTOR_BYTES));
        }
        asm.repeat(R10, width / 2 / UNROLLED, () -> {
            for (int i = 0; i < UNROLLED; i++) {
                int gradient = FIRST_GRADIENT + i;
                asm.load(gradient, RBP.at(i * VECTOR_BYTES));
                for (int sum = 0; sum < numbers; sum++) {
                    asm.emit(Op.VFMADD231PS, sum, gradient, RAX.everyLane(i * PIXEL + sum * Float.BYTES));
                }
            }
            asm.add(RAX, UNROLLED * PIXEL);
            asm.add(RBP, UNROLLED * VECTOR_BYTES);
        });
        for (int sum = 0; sum < numbers; sum++) {
            asm.store(RDX.at(sum * VECTOR_BYTES), sum);
        }
        asm.add(RDX, numbers * VECTOR_BYTES);
    }
}
