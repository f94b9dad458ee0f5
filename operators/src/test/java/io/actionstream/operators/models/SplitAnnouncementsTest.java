package io.actionstream.operators.models;

import static io.actionstream.operators.models.ModelFixture.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitAnnouncementsTest {

    private static final Announcement GOOD = announcement("v1");

    private OneInputStreamOperatorTestHarness<Announcement, Announcement> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = ProcessFunctionTestHarnesses.forProcessFunction(new SplitAnnouncements());
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
    void shouldRejectWhatCannotBeUsedWithItsBytesAndOrigin() throws Exception {
        harness.processElement(GOOD.unusable("why"), 0);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(SplitAnnouncements.REJECTED))
                .extracting(StreamRecord::getValue)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Rejected("current", GOOD.value(), "invalid-model", "why", GOOD.origin()));
    }
}
