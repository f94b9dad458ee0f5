package io.actionstream.kernels.winograd;

/**
 * The sums of the definition, which the transforms with vectors are tested against.
 *
 * @param filter what it computes
 * @param lanes numbers of a vector
 */
public record PlainTransform(MinimalFilter filter, int lanes) implements Transform {

    @Override
    public void input(float[] d, int d0, int[] at, int dStep, float[] v, int v0, int point, int vStep, int vectors) {
        for (int p = 0; p < filter.points(); p++) {
            for (int i = 0; i < vectors * lanes; i++) {
                double sum = 0;
                for (int j = 0; j < filter.points(); j++) {
                    sum += filter.inputs()[p][j] * d[d0 + at[j] + i / lanes * dStep + i % lanes];
                }
                v[v0 + p * point + i / lanes * vStep + i % lanes] = (float) sum;
            }
        }
    }

    @Override
    public void output(float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors) {
        for (int o = 0; o < filter.tile(); o++) {
            for (int i = 0; i < vectors * lanes; i++) {
                double sum = 0;
                for (int p = 0; p < filter.points(); p++) {
                    sum += filter.outputs()[o][p] * m[m0 + p * point + i / lanes * mStep + i % lanes];
                }
                y[y0 + o * row + i / lanes * yStep + i % lanes] = (float) sum;
            }
        }
    }

    @Override
    public void outputGradient(
            float[] y, int y0, int[] at, int yStep, float[] m, int m0, int point, int mStep, int vectors) {
        for (int p = 0; p < filter.points(); p++) {
            for (int i = 0; i < vectors * lanes; i++) {
                double sum = 0;
                for (int o = 0; o < filter.tile(); o++) {
                    sum += filter.outputs()[o][p] * y[y0 + at[o] + i / lanes * yStep + i % lanes];
                }
                m[m0 + p * point + i / lanes * mStep + i % lanes] = (float) sum;
            }
        }
    }
}
