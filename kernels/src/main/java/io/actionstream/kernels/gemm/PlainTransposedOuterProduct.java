package io.actionstream.kernels.gemm;

/** Plain loops, which {@link VectorTransposedOuterProduct} is tested against, with x in blocks of as many rows. */
public final class PlainTransposedOuterProduct implements OuterProduct {
    private static final int ROWS = VectorTransposedOuterProduct.ROWS;

    @Override
    public void add(Shape shape, float[] x, int x0, float[] y, int y0, float[] sums, int sums0) {
        for (int product = 0; product < shape.products(); product++) {
            for (int i = 0; i < shape.inputs(); i++) {
                for (int o = 0; o < shape.outputs(); o++) {
                    double sum = 0;
                    for (int row = 0; row < shape.rows(); row++) {
                        int block = row / ROWS * ROWS * shape.inputs();
                        sum += (double) x[x0 + product * shape.xStep() + block + i * ROWS + row % ROWS]
                                * y[y0 + product * shape.yStep() + row * shape.outputs() + o];
                    }
                    sums[sums0 + (product * shape.inputs() + i) * shape.outputs() + o] += (float) sum;
                }
            }
        }
    }
}
