package io.actionstream.kernels.gemm;

/**
 * Plain loops, which {@link VectorPixelProduct} is tested against.
 *
 * @param lanes pixels of a vector
 */
public record PlainPixelProduct(int lanes) implements PixelProduct {

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public void multiply(Shape shape, float[] x, int x0, PackedWeights weights, float[] y, int y0) {
        for (int product = 0; product < shape.products(); product++) {
            for (int output = 0; output < weights.outputs(); output++) {
                for (int pixel = 0; pixel < 2 * lanes; pixel++) {
                    int from = x0 + product * shape.xStep() + pixel / lanes * shape.xSecond() + pixel % lanes;
                    int to = y0 + product * shape.yStep() + pixel / lanes * shape.ySecond() + pixel % lanes;
                    double sum = weights.biases()[weights.biasAt(product, output)];
                    for (int input = 0; input < weights.inputs(); input++) {
                        sum += (double) x[from + shape.at()[input]] * weights.get(product, output, input);
                    }
                    y[to + output * shape.yRow()] = (float) sum;
                }
            }
        }
    }
}
