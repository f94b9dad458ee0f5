package io.actionstream.kernels.gemm;

/** Plain loops, which {@link VectorTransposedProduct} is tested against, with x in blocks of as many rows. */
public final class PlainTransposedProduct implements MatrixProduct {
    private static final int ROWS = VectorTransposedProduct.ROWS;

    @Override
    public int rowUnit(int outputs) {
        return ROWS;
    }

    @Override
    public int columns(int outputs) {
        return outputs;
    }

    @Override
    public void multiply(Shape shape, float[] x, int x0, PackedWeights weights, int first, float[] y, int y0) {
        int outputs = weights.outputs();
        for (int product = 0; product < shape.products(); product++) {
            for (int row = 0; row < shape.rows(); row++) {
                int from = x0 + product * shape.xStep() + row / ROWS * ROWS * shape.xRow() + row % ROWS;
                int to = y0 + product * shape.yStep() + row * outputs;
                for (int output = 0; output < outputs; output++) {
                    double sum = weights.biases()[weights.biasAt(first + product, output)];
                    for (int input = 0; input < weights.inputs(); input++) {
                        sum += (double) x[from + input * ROWS] * weights.get(first + product, output, input);
                    }
                    y[to + output] = (float) sum;
                }
            }
        }
    }
}
