package io.actionstream.kernels.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.kernels.inference.NetworkWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One channel; two clips with the pixels 1, 3 and 5, 7. */
class BatchNormStepTest {

    /** From the second number on: the sum of a clip's pixels, that of their squares. */
    private static final List<TrainedClip> CLIPS = List.of(
            new TrainedClip(new byte[0], new float[] {-1, 4, 10}),
            new TrainedClip(new byte[0], new float[] {-1, 12, 74}));

    private final NetworkWeights.BatchNorm written = norm(0, 0, 0);
    private final BatchNormStep step = new BatchNormStep(norm(2, 0.5f, 0), 4);

    @Test
    void shouldWriteTheMeanAndTheVarianceWithoutBias() {
        step.setForward(CLIPS, 1);
        step.write(written);

        assertThat(written.mean()).containsExactly(4);
        assertThat(written.variance()).containsExactly(20 / 3f);
    }

    @Test
    void shouldApplyTheVarianceWithBias() {
        step.setForward(CLIPS, 1);

        float scale = (float) (2 / Math.sqrt(5));
        assertThat(step.forward().scale()).containsExactly(scale);
        assertThat(step.forward().shift()).containsExactly((float) (0.5 - 4 * 2 / Math.sqrt(5)));
    }

    private static NetworkWeights.BatchNorm norm(float scale, float shift, double epsilon) {
        return new NetworkWeights.BatchNorm(
                new float[] {scale}, new float[] {shift}, new float[1], new float[1], epsilon);
    }
}
