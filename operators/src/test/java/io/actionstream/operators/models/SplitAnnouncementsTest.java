package io.actionstream.operators.models;

import static io.actionstream.operators.models.ModelFixture.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitAnnouncementsTest {

    private static final Announcement GOOD = announcement("v1");

    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<Announcement, Announcement> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new SplitAnnouncements()), MetricsFixture.environment(metrics));
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldSendAModelOn() throws Exception {
        harness.processElement(GOOD, 0);

        assertThat(harness.extractOutputValues())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(GOOD);
        assertThat(harness.getSideOutput(SplitAnnouncements.REJECTED)).isNull();
    }

    @Test
    void shouldCountWhatCannotBeUsed() throws Exception {
        harness.processElement(GOOD, 0);
        assertThat(metrics.count("reason=invalid-model", "recordsRejected")).isZero();

        harness.processElement(GOOD.unusable("why"), 0);
        assertThat(metrics.count("reason=invalid-model", "recordsRejected")).isEqualTo(1);
    }

    @Test
    void shouldRejectWhatCannotBeUsedWithItsBytesAndOrigin() throws Exception {
        harness.processElement(GOOD.unusable("why"), 0);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(SplitAnnouncements.REJECTED))
                .extracting(StreamRecord::getValue)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Rejected("current", GOOD.value(), "invalid-model", "why", GOOD.origin()));
    }
}
