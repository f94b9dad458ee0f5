package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartWeightsTest {
    private final Checkpoint trained =
            new Checkpoint(Plans.config(List.of("A", "B")), Layout.of(2).initialise(99));

    @Test
    void shouldTakeAllOfACheckpointWithTheSameLabels() {
        assertThat(StartWeights.from(trained, Plans.config(List.of("A", "B")))).isEqualTo(trained.weights());
    }

    @Test
    void shouldGiveOtherClassesANewHead() {
        CheckpointConfig config = Plans.config(List.of("C", "D", "E"));
        Map<String, Tensor> weights = StartWeights.from(trained, config);
        assertThat(Layout.of(3).mismatch(weights)).isNull();
        assertThat(weights.get("head.weight"))
                .usingRecursiveComparison()
                .isEqualTo(StartWeights.fresh(config).get("head.weight"));
        trained.weights().forEach((name, tensor) -> {
            if (!BackboneRate.isHead(name)) {
                assertThat(weights.get(name)).as(name).isSameAs(tensor);
            }
        });
    }

    @Test
    void shouldRefuseACheckpointOfOtherResidualBlocks() {
        CheckpointConfig five = Plans.config(List.of("A", "B")).withBlocks(List.of(16, 32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StartWeights.from(trained, five))
                .withMessage("--from: " + trained.config().version() + " has the tutorial's residual blocks,"
                        + " the recipe residual blocks of [16, 32]");
    }

    @Test
    void shouldStartFromACheckpointOfTheSameResidualBlocks() {
        CheckpointConfig one = Plans.config(List.of("A", "B")).withBlocks(List.of(16));
        Checkpoint checkpoint = new Checkpoint(one, one.layout().initialise(3));
        assertThat(StartWeights.from(checkpoint, one)).isEqualTo(checkpoint.weights());
    }

    @Test
    void shouldKeepTheHeadOfLabelsThatItKnowsInAnyOrder() {
        CheckpointConfig config = Plans.config(List.of("B", "C", "A"));
        Map<String, Tensor> weights = StartWeights.from(trained, config);
        Map<String, Tensor> fresh = StartWeights.fresh(config);
        for (String name : List.of("head.weight", "head.bias")) {
            assertThat(row(weights.get(name), 0))
                    .as(name)
                    .isEqualTo(row(trained.weights().get(name), 1));
            assertThat(row(weights.get(name), 1)).as(name).isEqualTo(row(fresh.get(name), 1));
            assertThat(row(weights.get(name), 2))
                    .as(name)
                    .isEqualTo(row(trained.weights().get(name), 0));
        }
        assertThat(config.layout().mismatch(weights)).isNull();
    }

    private static float[] row(Tensor head, int label) {
        int length = head.values().length / (int) head.shape()[0];
        return Arrays.copyOfRange(head.values(), label * length, (label + 1) * length);
    }
}
