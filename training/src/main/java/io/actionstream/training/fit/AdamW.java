package io.actionstream.training.fit;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019) over one tensor, on the host. With
 * a decay of zero it is Adam with Keras' settings.
 */
final class AdamW {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-7;

    private AdamW() {}

    /**
     * Takes one step in place.
     *
     * @param step the number of the step, from 1
     * @param mean running mean of the gradient
     * @param square running mean of its square
     */
    static void step(
            float[] values, float[] gradient, float[] mean, float[] square, long step, double rate, double decay) {
        double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
        float size = (float) (rate * correction);
        float keep = (float) (1 - rate * decay);
        float beta1 = (float) BETA1;
        float beta2 = (float) BETA2;
        float epsilon = (float) EPSILON;
        for (int i = 0; i < values.length; i++) {
            float g = gradient[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            values[i] = keep * values[i] - size * mean[i] / ((float) Math.sqrt(square[i]) + epsilon);
        }
    }
}
