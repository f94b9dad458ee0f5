package io.actionstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavedRunsTest {

    @Test
    void shouldRunEachPieceTwiceInItsTurn() {
        List<String> runs = new ArrayList<>();

        Map<String, Double> medians = new InterleavedRuns()
                .add("a", () -> runs.add("a"))
                .add("b", () -> runs.add("b"))
                .medianMillis(1, 2);

        assertThat(runs).containsExactly("a", "a", "b", "b", "a", "a", "b", "b", "a", "a", "b", "b");
        assertThat(medians).containsOnlyKeys("a", "b");
    }

    @Test
    void shouldTakeTheMiddleOfAnOddNumberAndTheMeanOfTheMiddleTwoOfAnEvenOne() {
        assertThat(InterleavedRuns.median(new double[] {9, 1, 5})).isEqualTo(5);
        assertThat(InterleavedRuns.median(new double[] {9, 1, 5, 2})).isEqualTo(3.5);
    }

    @Test
    void shouldHandOnWhatAPieceThrows() {
        InterleavedRuns runs = new InterleavedRuns().add("broken", () -> {
            throw new IllegalStateException("no memory");
        });

        assertThatThrownBy(() -> runs.medianMillis(0, 1)).hasMessage("no memory");
    }
}
