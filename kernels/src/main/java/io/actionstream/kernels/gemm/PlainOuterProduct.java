package io.actionstream.kernels.gemm;

/** Plain loops, which {@link VectorOuterProduct} is tested against. */
public final class PlainOuterProduct implements OuterProduct {

    @Override
    public void add(Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0) {
        for (int product = 0; product < shape.products(); product++) {
            for (int i = 0; i < shape.inputs(); i++) {
                for (int o = 0; o < shape.outputs(); o++) {
                    double sum = 0;
                    for (int row = 0; row < shape.rows(); row++) {
                        sum += (double) x[x0 + product * shape.xStep() + row * shape.inputs() + i]
                                * y[y0 + product * shape.yStep() + row * shape.outputs() + o];
                    }
                    sums[sums0 + (product * shape.inputs() + i) * shape.outputs() + o] += (float) sum;
                }
            }
        }
    }
}
