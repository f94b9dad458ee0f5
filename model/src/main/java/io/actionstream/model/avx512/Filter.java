package io.actionstream.model.avx512;

import java.util.function.IntFunction;

/**
 * A way to some outputs of a convolution with three taps by fewer products, one for each point at which polynomials are
 * multiplied: F(m, 3) of Winograd, "Arithmetic Complexity of Computations" (1980). What the outputs see of the input, d, is
 * transformed to v = B' d; products m with the weights G g are transformed to the outputs y = A' m.
 *
 * <p>What it writes works on vector registers that follow one another, and loses what is in them.
 */
interface Filter {
    int TAPS = 3;

    /** What {@link #loadInputNumbers} loads. */
    float[] INPUT_NUMBERS = {2, 4, 5, 0.25f, 0.5f, 1.25f, 2.5f, 4.25f, 5.25f};

    /** What {@link #loadOutputNumbers} loads. */
    float[] OUTPUT_NUMBERS = {2, 4, 8, 16, 32, 64, 0.5f};

    /** Registers for what comes up on the way from inputs, or to the gradients of products. */
    int EVEN = 18;

    int ODD = 19;
    int RESULT = 20;
    int OTHER_RESULT = 21;

    /** The registers of {@link #INPUT_NUMBERS}. */
    int IN_TWO = 23;

    int IN_FOUR = 24;
    int IN_FIVE = 25;
    int IN_QUARTER = 26;
    int IN_HALF = 27;
    int IN_ONE_AND_QUARTER = 28;
    int IN_TWO_AND_HALF = 29;
    int IN_FOUR_AND_QUARTER = 30;
    int IN_FIVE_AND_QUARTER = 31;

    /** The registers of {@link #OUTPUT_NUMBERS}. */
    int TWO = 24;

    int FOUR = 25;
    int EIGHT = 26;
    int SIXTEEN = 27;
    int THIRTY_TWO = 28;
    int SIXTY_FOUR = 29;
    int HALF = 30;

    /** The register that holds the bias. */
    int BIAS = 31;

    /** Outputs that it gives at a time. */
    int outputs();

    /** Products, and inputs that are seen. */
    default int points() {
        return outputs() + TAPS - 1;
    }

    /** How often it is used for so many outputs. */
    default int tiles(int outputs) {
        return (outputs + outputs() - 1) / outputs();
    }

    /** From three weights to those of the products: G, (points, 3). */
    double[][] weights();

    /**
     * From the registers d to v.
     *
     * @param factors what they are stored as
     * @param v where they go
     */
    void input(Assembler asm, Factors factors, int d, IntFunction<Operand> v);

    /**
     * From the registers m to y, to which the bias is added, in the registers of {@link #result}.
     *
     * @param spare the first of six registers for what comes up on the way
     */
    void output(Assembler asm, int m, int spare);

    /**
     * The same, stored.
     *
     * @param y where they go; null for what is not wanted
     */
    default void output(Assembler asm, int m, int spare, IntFunction<Operand> y) {
        output(asm, m, spare);
        for (int i = 0; i < outputs(); i++) {
            asm.store(y.apply(i), result(m, spare, i));
        }
    }

    /** The register in which {@link #output} leaves an output. */
    default int result(int m, int spare, int y) {
        return m + y;
    }

    /** Loads {@link #INPUT_NUMBERS}, once for all that a function does with {@link #input}. */
    static void loadInputNumbers(Assembler asm, Gpr numbers) {
        load(asm, INPUT_NUMBERS, numbers, IN_TWO);
    }

    /** Loads {@link #OUTPUT_NUMBERS}, once for all that a function does with outputs. */
    static void loadOutputNumbers(Assembler asm, Gpr numbers) {
        load(asm, OUTPUT_NUMBERS, numbers, TWO);
    }

    private static void load(Assembler asm, float[] values, Gpr numbers, int first) {
        for (int i = 0; i < values.length; i++) {
            asm.emit(Op.VBROADCASTSS, first + i, numbers.at(i * Float.BYTES));
        }
    }

    /** Stores the sum of the registers {@link #EVEN} and {@link #ODD} for a point, and the difference for the next. */
    static void both(Assembler asm, Factors factors, IntFunction<Operand> to, int point) {
        asm.emit(Op.VADDPS, RESULT, EVEN, ODD);
        factors.store(asm, to.apply(point), RESULT);
        asm.emit(Op.VSUBPS, EVEN, EVEN, ODD);
        factors.store(asm, to.apply(point + 1), EVEN);
    }
}
