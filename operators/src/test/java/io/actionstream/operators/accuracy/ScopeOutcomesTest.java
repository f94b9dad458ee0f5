package io.actionstream.operators.accuracy;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class ScopeOutcomesTest {

    @Test
    void shouldCountAClipForItsCameraAndForAll() {
        assertThat(outcomesOf("Biking"))
                .containsExactly(
                        new Outcome(GATE, GATE, 1000, 6400, "Biking", "Archery"),
                        new Outcome("*", GATE, 1000, 6400, "Biking", "Archery"));
    }

    @Test
    void shouldNotCountAClipWithoutTruth() {
        assertThat(outcomesOf(null)).isEmpty();
    }

    private static List<Outcome> outcomesOf(String truth) {
        List<Outcome> outcomes = new ArrayList<>();
        new ScopeOutcomes()
                .flatMap(new LabelledClip(GATE, 1000, 6400, "Archery", truth), new ListCollector<>(outcomes));
        return outcomes;
    }
}
