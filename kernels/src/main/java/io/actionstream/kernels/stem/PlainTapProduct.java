package io.actionstream.kernels.stem;

/** Plain loops, which {@link VectorTapProduct} is tested against. */
public final class PlainTapProduct implements TapProduct {

    @Override
    public void add(float[] x, int x0, float[] y, int y0, int pixels, int outputs, float[] sums, int sums0) {
        for (int tap = 0; tap < TAPS; tap++) {
            for (int o = 0; o < outputs; o++) {
                double sum = 0;
                for (int pixel = 0; pixel < pixels; pixel++) {
                    sum += (double) x[x0 + pixel + tap] * y[y0 + pixel * outputs + o];
                }
                sums[sums0 + tap * outputs + o] += (float) sum;
            }
        }
    }
}
