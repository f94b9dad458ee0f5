package io.actionstream.operators.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.inference.ClipTimes;
import io.actionstream.operators.testing.RecordedMetrics;
import org.apache.flink.metrics.Meter;
import org.junit.jupiter.api.Test;

class ClassifierMetricsTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ClassifierMetrics classifier = new ClassifierMetrics(metrics);

    @Test
    void shouldShowTheTimesOfEachClip() {
        classifier.add(new ClipTimes(3, 12_345_678, 60_000_999, 1, 1));
        classifier.add(new ClipTimes(0, 999, 1000, 4, 1));

        assertThat(metrics.values("queueClips")).containsExactly(3, 0);
        assertThat(metrics.values("decodeMicros")).containsExactly(12_345, 0);
        assertThat(metrics.values("inferenceMicros")).containsExactly(60_000, 1);
        assertThat(metrics.values("batchClips")).containsExactly(1, 4);
    }

    @Test
    void shouldGiveEachClipOfABatchItsPartOfTheBusyTime() {
        for (int i = 0; i < 4; i++) {
            classifier.add(new ClipTimes(0, 0, 80_000_000, 4, 1));
        }

        assertThat(busyMicros()).isEqualTo(80_000);
    }

    @Test
    void shouldBeBusyForThePartOfTheWorkersThatAre() {
        classifier.add(new ClipTimes(0, 0, 80_000_000, 1, 2));

        assertThat(busyMicros()).isEqualTo(40_000);
    }

    @Test
    void shouldCountNoInferenceOfAClipWithoutAReadableImage() {
        classifier.add(new ClipTimes(1, 2_000_000, 0, 0, 2));

        assertThat(metrics.values("decodeMicros")).containsExactly(2000);
        assertThat(metrics.values("inferenceMicros")).isEmpty();
        assertThat(metrics.values("batchClips")).isEmpty();
        assertThat(busyMicros()).isZero();
    }

    private long busyMicros() {
        return ((Meter) metrics.get("classifierBusyMicrosPerSecond")).getCount();
    }
}
