package io.actionstream.model.avx512;

import java.util.function.IntFunction;

/** A filter with a way back for gradients. */
interface TrainedFilter extends Filter {

    /**
     * From the registers y, gradients of outputs, to those of the products: A y.
     *
     * @param m where they go
     */
    void outputGradient(Assembler asm, int y, IntFunction<Operand> m);
}
