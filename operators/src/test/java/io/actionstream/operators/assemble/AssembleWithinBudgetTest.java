package io.actionstream.operators.assemble;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static io.actionstream.operators.testing.CameraFixture.sample;
import static io.actionstream.operators.testing.CameraFixture.sessionEnd;
import static io.actionstream.operators.testing.CameraFixture.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.NextClip;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subtask may hold 36,000 bytes, and 9,000 of one camera; a sample takes 1,000 unless said otherwise. */
class AssembleWithinBudgetTest {

    private static final long SESSION = 1000;
    private static final int SAMPLE = 1000;
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final RecordedMetrics metrics = new RecordedMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, SampledFrame, Clip> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldRepeatASampleOfTheGreediestCameraWhereOneWasTakenAway() throws Exception {
        samples(YARD, 0, 7, SAMPLE);
        samples(GATE, 0, 5, 2 * SAMPLE - 100);

        assertThat(rejected())
                .containsExactly(new Rejected(
                        GATE,
                        null,
                        RejectReason.TOO_MANY_SAMPLE_BYTES,
                        "a subtask holds samples of 36000 bytes, a quarter of one camera",
                        origin(1600)));

        process(sessionEnd(GATE, SESSION, 9000));
        assertThat(clips()).extracting(Clip::positions).containsExactly(new int[] {0, 0, 1, 2, 3, -1, -1, -1, -1, -1});
        samples(YARD, 7, 10, SAMPLE);
        assertThat(clips().get(1).positions()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void shouldLoseTheClipOfWhichTooFewSamplesAreLeft() throws Exception {
        samples(GATE, 0, 3, 9 * SAMPLE);
        samples(GATE, 3, 10, 9 * SAMPLE);
        assertThat(clips()).isEmpty();

        samples(GATE, 10, 20, SAMPLE);

        assertThat(clips()).extracting(Clip::start).containsExactly(SESSION + 6000);
    }

    @Test
    void shouldLetGoOfTheLastSampleToo() throws Exception {
        samples(GATE, 0, 1, 20 * SAMPLE);

        assertThat(rejected()).hasSize(1);
        assertThat(harness.getSideOutput(AssembleWithinBudget.ORDER))
                .extracting(StreamRecord::getValue)
                .containsExactly(NextClip.sessionEnd(GATE)); // nothing would tell of it later
        harness.setProcessingTime(2 * SILENCE.toMillis());
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldCountRejectsByReason() throws Exception {
        assertThat(metrics.groups()).containsExactly("reason=other-partition", "reason=too-many-sample-bytes");

        samples(GATE, 0, 2, 20 * SAMPLE);
        samples(YARD, 0, 1, SAMPLE);
        process(through(1, sample(YARD, SESSION, 1, null)));
        process(through(1, sample(YARD, SESSION, 2, null))); // which is told once

        assertThat(metrics.count("samplesEvicted")).isEqualTo(2);
        assertThat(metrics.count("reason=too-many-sample-bytes", "recordsRejected"))
                .isEqualTo(2);
        assertThat(metrics.count("samplesOfOtherPartitions")).isEqualTo(2);
        assertThat(metrics.count("reason=other-partition", "recordsRejected")).isEqualTo(1);
    }

    @Test
    void shouldTakeFromTheNewestCameraWhenNoneIsGreedy() throws Exception {
        for (int i = 0; i < 36; i++) {
            samples("camera-" + i, 0, 1, SAMPLE);
        }
        assertThat(rejected()).isEmpty();

        samples("camera-36", 0, 1, SAMPLE);

        assertThat(rejected()).extracting(Rejected::camera).containsExactly("camera-36");
    }

    @Test
    void shouldHaveRoomAgainForWhatEndedSessionsHeld() throws Exception {
        for (int i = 0; i < 100; i++) {
            samples("camera-" + i, 0, 9, SAMPLE);
            process(sessionEnd("camera-" + i, SESSION, 9000));
        }
        samples(GATE, 0, 9, SAMPLE);
        harness.setProcessingTime(10_000 + SILENCE.toMillis());
        samples(YARD, 0, 9, SAMPLE);

        assertThat(rejected()).isEmpty();
    }

    @Test
    void shouldCountWhatWasRestored() throws Exception {
        for (int i = 0; i < 4; i++) {
            samples("camera-" + i, 0, 9, SAMPLE);
        }
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();

        samples(GATE, 0, 1, SAMPLE);

        assertThat(rejected()).singleElement().matches(taken -> taken.camera().startsWith("camera-"));
    }

    private void samples(String camera, int from, int to, int bytes) throws Exception {
        for (int slot = from; slot < to; slot++) {
            long time = SESSION + slot * 600L;
            byte[] image = new byte[bytes - ByteBudget.FRAME_BYTES];
            process(new SampledFrame(
                    new CameraFrame(camera, time, image, null, time + 5, origin(time)), SESSION, slot));
        }
    }

    private void process(SampledFrame sampled) throws Exception {
        harness.processElement(sampled, 0);
    }

    private List<Clip> clips() {
        return harness.extractOutputValues();
    }

    private List<Rejected> rejected() {
        var output = harness.getSideOutput(AssembleWithinBudget.REJECTED);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, SampledFrame, Clip> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new AssembleWithinBudget(
                        new AssembleClips(ClipSpec.TUTORIAL, ClipRules.DEFAULT, SamplingRules.DEFAULT, SILENCE, 100),
                        36 * SAMPLE),
                SampledFrame::camera,
                Types.STRING,
                MetricsFixture.environment(metrics));
    }
}
