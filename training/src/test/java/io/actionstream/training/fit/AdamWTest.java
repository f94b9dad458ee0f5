package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final double RATE = 0.1;

    private final float[] values = {1, -2};
    private final float[] mean = new float[2];
    private final float[] square = new float[2];

    /** Keras' Adam, computed in double precision as its documentation writes it. */
    @Test
    void shouldTakeTheStepsOfKerasAdam() {
        double[] expected = {1, -2};
        double[] m = new double[2];
        double[] v = new double[2];
        float[][] gradients = {{0.5f, -1}, {0.25f, 3}, {-4, 0}};
        for (int step = 1; step <= gradients.length; step++) {
            AdamW.step(values, gradients[step - 1], mean, square, step, RATE, 0);
            for (int i = 0; i < 2; i++) {
                double g = gradients[step - 1][i];
                m[i] += (g - m[i]) * (1 - 0.9);
                v[i] += (g * g - v[i]) * (1 - 0.999);
                double alpha = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
                expected[i] -= m[i] * alpha / (Math.sqrt(v[i]) + 1e-7);
                assertThat((double) values[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @Test
    void shouldFirstMoveByTheRateAgainstTheGradient() {
        AdamW.step(values, new float[] {0.5f, -300}, mean, square, 1, RATE, 0);
        assertThat(values[0]).isCloseTo(0.9f, within(1e-4f));
        assertThat(values[1]).isCloseTo(-1.9f, within(1e-4f));
    }

    @Test
    void shouldDecayWeightsApartFromTheGradient() {
        AdamW.step(values, new float[] {0, 0}, mean, square, 1, RATE, 0.5);
        assertThat(values).containsExactly(new float[] {0.95f, -1.9f}, within(1e-6f));
        assertThat(mean).containsOnly(0);
    }

    @Test
    void shouldLeaveEverythingAsItIsAtRateZero() {
        AdamW.step(values, new float[] {3, 4}, mean, square, 1, 0, 0.5);
        assertThat(values).containsExactly(1, -2);
    }
}
