package io.actionstream.operators.classify;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitClassifiedTest {

    private static final Action ACTION = new Action(GATE, 1000, 6400, "Archery", 1, List.of(), null, "v1", 10, 143);
    private static final int KEPT = 5;
    private static final Rejected BROKEN = new Rejected(GATE, null, RejectReason.UNDECODABLE, "why", origin(1));

    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<Classified, Action> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new SplitClassified(KEPT)), MetricsFixture.environment(metrics));
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldSendALabelOn() throws Exception {
        split(new Classified(ACTION, List.of(), null));

        assertThat(harness.extractOutputValues()).containsExactly(ACTION);
        assertThat(harness.getSideOutput(SplitClassified.REJECTED)).isNull();
    }

    @Test
    void shouldSendBothALabelAndItsRejects() throws Exception {
        split(new Classified(ACTION, List.of(BROKEN, BROKEN), null));

        assertThat(harness.extractOutputValues()).containsExactly(ACTION);
        assertThat(rejected()).containsExactly(BROKEN, BROKEN);
    }

    @Test
    void shouldKeepNoMoreOfARejectedImageThanAsked() throws Exception {
        split(new Classified(
                null,
                List.of(new Rejected(GATE, new byte[KEPT + 1], RejectReason.UNDECODABLE, "why", origin(1))),
                null));

        assertThat(rejected().get(0).bytes()).hasSize(KEPT);
        assertThat(rejected().get(0).length()).isEqualTo(KEPT + 1);
    }

    @Test
    void shouldSendOnlyRejectsOfAClipWithoutALabel() throws Exception {
        split(new Classified(null, List.of(BROKEN), null));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected()).containsExactly(BROKEN);
    }

    @Test
    void shouldSendTheAnswerOfEachListedClipToTheEvents() throws Exception {
        ClipAnswer answer = new ClipAnswer(GATE, 1000, null);
        split(new Classified(null, List.of(BROKEN), answer));
        split(new Classified(ACTION, List.of(), null));

        assertThat(harness.getSideOutput(SplitClassified.ANSWERS))
                .extracting(StreamRecord::getValue)
                .containsExactly(answer);
    }

    @Test
    void shouldCountTheClipsDroppedInOverload() throws Exception {
        Rejected dropped = new Rejected(GATE, null, RejectReason.OVERLOAD, "why", origin(1));
        split(new Classified(null, List.of(dropped), null));
        split(new Classified(null, List.of(BROKEN), null));
        split(new Classified(null, List.of(dropped), null));

        assertThat(metrics.count("clipsDropped")).isEqualTo(2);
        assertThat(rejected()).containsExactly(dropped, BROKEN, dropped);
    }

    @Test
    void shouldCountRejectsByReason() throws Exception {
        Rejected dropped = new Rejected(GATE, null, RejectReason.OVERLOAD, "why", origin(1));
        split(new Classified(null, List.of(BROKEN, BROKEN, dropped), null));

        assertThat(metrics.count("reason=undecodable", "recordsRejected")).isEqualTo(2);
        assertThat(metrics.count("reason=overload", "recordsRejected")).isEqualTo(1);
        assertThat(metrics.count("reason=classification-failed", "recordsRejected"))
                .isZero();
        assertThat(metrics.count("reason=classification-timeout", "recordsRejected"))
                .isZero();
        assertThat(metrics.count("reason=invalid-model", "recordsRejected")).isZero();
    }

    @Test
    void shouldCountLabelsByModelAndShowTheirLatency() throws Exception {
        split(new Classified(action("v1", 143), List.of(), null));
        split(new Classified(action("v1", 100), List.of(), null));
        split(new Classified(action("v2", 250), List.of(), null));
        split(new Classified(null, List.of(BROKEN), null));

        assertThat(metrics.count("model=v1", "clipsClassified")).isEqualTo(2);
        assertThat(metrics.count("model=v2", "clipsClassified")).isEqualTo(1);
        assertThat(metrics.values("latencyMillis")).containsExactly(143, 100, 250);
    }

    @Test
    void shouldTellTheModelAndSinceWhen() throws Exception {
        assertThat(metrics.value("modelVersion")).isNull();
        assertThat(metrics.value("modelSinceMillis")).isEqualTo(0L);

        harness.setProcessingTime(1000);
        split(new Classified(action("v1", 1), List.of(), null));
        harness.setProcessingTime(2000);
        split(new Classified(action("v1", 1), List.of(), null));
        assertThat(metrics.value("modelVersion")).isEqualTo("v1");
        assertThat(metrics.value("modelSinceMillis")).isEqualTo(1000L);

        harness.setProcessingTime(3000);
        split(new Classified(action("v2", 1), List.of(), null));
        assertThat(metrics.value("modelVersion")).isEqualTo("v2");
        assertThat(metrics.value("modelSinceMillis")).isEqualTo(3000L);
    }

    private static Action action(String model, long latency) {
        return new Action(GATE, 1000, 6400, "Archery", 1, List.of(), null, model, 10, latency);
    }

    private void split(Classified classified) throws Exception {
        harness.processElement(classified, 0);
    }

    private List<Rejected> rejected() {
        return harness.getSideOutput(SplitClassified.REJECTED).stream()
                .map(StreamRecord::getValue)
                .toList();
    }
}
