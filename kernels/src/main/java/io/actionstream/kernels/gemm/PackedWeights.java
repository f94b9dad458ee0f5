package io.actionstream.kernels.gemm;

import io.actionstream.kernels.Aligned;

/**
 * The weights of several products of the same shape, in the order in which they are read, with a bias for each product.
 *
 * <pre>
 *   product 0                                                  product 1 ...
 *     panel 0 (columns of the register shape)     panel 1 ...
 *       input 0: w w w ...  input 1: w w w ...
 * </pre>
 */
public final class PackedWeights {
    private final int inputs;
    private final int outputs;
    private final int columns;
    private final float[] numbers;
    private final float[] biases; // (products, outputs)

    /**
     * Weights of zero.
     *
     * @param gemm whose order they are in
     * @param inputs an even number
     */
    public PackedWeights(MatrixProduct gemm, int products, int inputs, int outputs) {
        this(gemm.columns(outputs), products, inputs, outputs);
    }

    /**
     * Weights of zero.
     *
     * @param gemm whose order they are in
     */
    public PackedWeights(PixelProduct gemm, int products, int inputs, int outputs) {
        this(gemm.columns(), products, inputs, outputs);
    }

    private PackedWeights(int columns, int products, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.columns = columns;
        this.numbers = new float[Aligned.FIRST + products * inputs * outputs];
        this.biases = new float[Aligned.FIRST + products * outputs];
    }

    /** Sets the weight of an input in an output. */
    public void set(int product, int output, int input, double weight) {
        numbers[at(product, output / columns * columns) + input * columns + output % columns] = (float) weight;
    }

    /** Sets what is added to an output. */
    public void setBias(int product, int output, double bias) {
        biases[biasAt(product, output)] = (float) bias;
    }

    float[] numbers() {
        return numbers;
    }

    float[] biases() {
        return biases;
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** The index at which a panel begins. */
    int at(int product, int firstOutput) {
        return Aligned.FIRST + product * inputs * outputs + firstOutput * inputs;
    }

    /** The index of the bias of an output. */
    int biasAt(int product, int output) {
        return Aligned.FIRST + product * outputs + output;
    }

    /** A weight, for loops that don't know the order. */
    float get(int product, int output, int input) {
        return numbers[at(product, output / columns * columns) + input * columns + output % columns];
    }
}
