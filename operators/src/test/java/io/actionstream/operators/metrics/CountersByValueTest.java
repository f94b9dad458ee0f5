package io.actionstream.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.testing.RecordedMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersByValueTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final CountersByValue counters = new CountersByValue(metrics, "label", "eventsStarted");

    @Test
    void shouldCountEachValueByItself() {
        counters.inc("Archery");
        counters.inc("Diving");
        counters.inc("Archery");

        assertThat(metrics.groups()).containsExactly("label=Archery", "label=Diving");
        assertThat(metrics.count("label=Archery", "eventsStarted")).isEqualTo(2);
        assertThat(metrics.count("label=Diving", "eventsStarted")).isEqualTo(1);
    }

    @Test
    void shouldShowAValueBeforeItsFirst() {
        counters.startAtZero(List.of("Archery"));

        assertThat(metrics.count("label=Archery", "eventsStarted")).isZero();
    }

    @Test
    void shouldGoOnCountingAValueThatIsShownAgain() {
        counters.inc("Archery");
        counters.startAtZero(List.of("Archery"));
        counters.inc("Archery");

        assertThat(metrics.count("label=Archery", "eventsStarted")).isEqualTo(2);
    }

    @Test
    void shouldCountTogetherTheValuesBeyondTheMost() {
        for (int i = 0; i < CountersByValue.MOST_VALUES + 3; i++) {
            counters.inc("label-" + i);
        }
        counters.inc("label-0");

        assertThat(metrics.groups()).hasSize(CountersByValue.MOST_VALUES + 1).contains("label=(other)");
        assertThat(metrics.count("label=(other)", "eventsStarted")).isEqualTo(3);
        assertThat(metrics.count("label=label-0", "eventsStarted")).isEqualTo(2);
    }
}
