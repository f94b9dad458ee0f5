package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Tensor;
import io.actionstream.training.data.Augmentation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
    private static final String BODY = "blocks.0.conv1.spatial.weight";
    private static final String HEAD = "head.weight";
    private static final String BIAS = "head.bias";
    private static final String STATISTIC = "stem.norm.running_mean";

    private final Map<String, Tensor> start = Map.of(
            BODY, new Tensor(new long[] {1, 1}, new float[] {1}),
            HEAD, new Tensor(new long[] {1, 1}, new float[] {1}),
            BIAS, new Tensor(new long[] {1}, new float[] {1}),
            STATISTIC, new Tensor(new long[] {1}, new float[] {0}));
    private final TrainingState weights = TrainingState.from(start);

    @Test
    void shouldLeaveTheStartAsItWas() {
        step(1, recipe(0, 0), BackboneRate.FULL);
        assertThat(start.get(HEAD).values()).containsExactly(1);
        assertThat(value(weights.values(), HEAD)).isCloseTo(0.9f, within(1e-4f));
    }

    @Test
    void shouldTakeTheRunningStatisticsOver() {
        step(1, recipe(0, 0), BackboneRate.FULL);
        assertThat(value(weights.values(), STATISTIC)).isEqualTo(7);
        assertThat(weights.mean()).doesNotContainKey(STATISTIC);
    }

    @Test
    void shouldKeepTheNewestWithoutAveraging() {
        step(1, recipe(0, 0), BackboneRate.FULL);
        assertThat(value(weights.average(), HEAD)).isEqualTo(value(weights.values(), HEAD));
    }

    @Test
    void shouldAverageOverFewerStepsInTheBeginning() {
        step(1, recipe(0.9, 0), BackboneRate.FULL);
        float expected = 0.1f * 1 + 0.9f * value(weights.values(), HEAD);
        assertThat(value(weights.average(), HEAD)).isCloseTo(expected, within(1e-5f));
        float before = value(weights.average(), HEAD);
        step(1000, recipe(0.9, 0), BackboneRate.FULL);
        expected = 0.9f * before + 0.1f * value(weights.values(), HEAD);
        assertThat(value(weights.average(), HEAD)).isCloseTo(expected, within(1e-5f));
    }

    @Test
    void shouldNotDecayBiases() {
        step(1, recipe(0, 1), BackboneRate.FULL);
        assertThat(value(weights.values(), HEAD)).isCloseTo(0.8f, within(1e-4f));
        assertThat(value(weights.values(), BIAS)).isCloseTo(0.9f, within(1e-4f));
    }

    @Test
    void shouldMoveTheBodyAtItsShareOfTheRate() {
        step(1, recipe(0, 0), new BackboneRate(0.1));
        assertThat(value(weights.values(), BODY)).isCloseTo(0.99f, within(1e-4f));
        assertThat(value(weights.values(), HEAD)).isCloseTo(0.9f, within(1e-4f));
    }

    private void step(long step, Recipe recipe, BackboneRate backbone) {
        float[] gradient = {2};
        weights.step(
                Map.of(BODY, gradient, HEAD, gradient, BIAS, gradient),
                Map.of(STATISTIC, new float[] {7}),
                step,
                0.1,
                recipe,
                backbone);
    }

    private static float value(Map<String, Tensor> tensors, String name) {
        return tensors.get(name).values()[0];
    }

    private static Recipe recipe(double averaging, double decay) {
        return new Recipe(
                "test",
                1,
                8,
                false,
                0.1,
                0,
                false,
                decay,
                0,
                0,
                averaging,
                224,
                null,
                null,
                null,
                null,
                0,
                224,
                Padding.BLACK,
                Augmentation.NONE,
                null);
    }
}
