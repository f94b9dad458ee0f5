package io.actionstream.operators.sample;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.testing.MetricsFixture;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleFramesMetricsTest {

    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new SampleFrames(600, SamplingRules.DEFAULT.inOrder(), Duration.ofMinutes(1), CameraBudget.DEFAULT),
                MetricsFixture.environment(metrics));
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldCountFramesReadSampledAndLate() throws Exception {
        for (long time : new long[] {1000, 1040, 1600, 1200}) {
            harness.processElement(frame(GATE, time), 0);
        }

        assertThat(count("framesIn")).isEqualTo(4);
        assertThat(count("framesSampled")).isEqualTo(2);
        assertThat(count("framesLate")).isEqualTo(1);
    }

    @Test
    void shouldTellHowManyCamerasAreActive() throws Exception {
        harness.processElement(frame(GATE, 1000), 0);
        harness.processElement(frame(YARD, 1000), 0);
        assertThat(((Gauge<?>) metrics.get("camerasActive")).getValue()).isEqualTo(2);

        harness.setProcessingTime(60_000);
        assertThat(((Gauge<?>) metrics.get("camerasActive")).getValue()).isEqualTo(0);
    }

    private long count(String counter) {
        return ((Counter) metrics.get(counter)).getCount();
    }
}
