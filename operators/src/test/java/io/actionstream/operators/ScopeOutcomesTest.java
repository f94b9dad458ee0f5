package io.actionstream.operators;

import static io.actionstream.operators.CameraFixture.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class ScopeOutcomesTest {

    @Test
    void shouldCountAnActionForItsCameraAndForAll() {
        assertThat(outcomesOf("Biking"))
                .containsExactly(
                        new Outcome(GATE, GATE, 1000, 6400, "Biking", "Archery"),
                        new Outcome("*", GATE, 1000, 6400, "Biking", "Archery"));
    }

    @Test
    void shouldNotCountAnActionWithoutTruth() {
        assertThat(outcomesOf(null)).isEmpty();
    }

    private static List<Outcome> outcomesOf(String truth) {
        List<Outcome> outcomes = new ArrayList<>();
        new ScopeOutcomes()
                .flatMap(
                        new Action(GATE, 1000, 6400, "Archery", 1, List.of(), truth, "v1", 10, 143),
                        new ListCollector<>(outcomes));
        return outcomes;
    }
}
