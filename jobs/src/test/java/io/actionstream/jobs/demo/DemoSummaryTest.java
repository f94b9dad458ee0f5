package io.actionstream.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Action;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {

    @Test
    void shouldCountTheClipsWhoseTruthIsKnown() {
        var summary = new DemoSummary(
                4,
                List.of(action("A", "A", 100), action("B", "A", 200), action("A", null, 300)),
                2,
                Duration.ofSeconds(2));

        assertThat(summary.accuracy()).isEqualTo(0.5);
        assertThat(summary.toString().lines())
                .containsExactly(
                        "",
                        "videos     4",
                        "clips      3 in 2.0 s, 1.50 clips/s",
                        "events     2",
                        "latency    p50 200 ms, p99 300 ms",
                        "accuracy   0.5000 (1 of 2 clips)");
    }

    @Test
    void shouldSayThatNoTruthIsKnown() {
        assertThat(new DemoSummary(0, List.of(), 0, Duration.ofSeconds(1)))
                .hasToString("%nvideos     0%nclips      0 in 1.0 s, 0.00 clips/s%nevents     0%n".formatted()
                        + "latency    p50 0 ms, p99 0 ms%naccuracy   unknown: no video has a label".formatted());
    }

    @Test
    void shouldGiveTheLatencyThatAShareOfTheClipsDidNotExceed() {
        List<Action> actions = LongStream.rangeClosed(1, 100)
                .mapToObj(latency -> action("A", "A", latency))
                .toList();
        var summary = new DemoSummary(1, actions, 0, Duration.ofSeconds(1));

        assertThat(summary.latencyMillis(0.5)).isEqualTo(50);
        assertThat(summary.latencyMillis(0.99)).isEqualTo(99);
    }

    private static Action action(String label, String truth, long latencyMillis) {
        return new Action("gate", 0, 5400, label, 1, List.of(), truth, "v", 10, latencyMillis);
    }
}
