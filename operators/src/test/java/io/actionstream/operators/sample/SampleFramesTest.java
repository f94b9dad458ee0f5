package io.actionstream.operators.sample;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static io.actionstream.operators.testing.CameraFixture.end;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static io.actionstream.operators.testing.CameraFixture.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.records.SamplingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleFramesTest {

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int MAX_PARALLELISM = 16;

    private final List<OneInputStreamOperatorTestHarness<?, ?>> harnesses = new ArrayList<>();
    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness(1, 0);
        harness.open();
    }

    @AfterEach
    void closeHarnesses() throws Exception {
        for (OneInputStreamOperatorTestHarness<?, ?> opened : harnesses) {
            opened.close();
        }
    }

    @Test
    void shouldSendOneFrameOfEverySlot() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1040), frame(GATE, 1600), frame(GATE, 1640), frame(GATE, 1840));

        assertThat(lines(harness)).containsExactly("gate-1 1000/0 at 1000", "gate-1 1000/1 at 1600");
    }

    @Test
    void shouldSampleEachCameraByItself() throws Exception {
        read(frame(GATE, 1000), frame(YARD, 9000), frame(GATE, 1200), frame(YARD, 9200));

        assertThat(lines(harness)).containsExactly("gate-1 1000/0 at 1000", "yard 9000/0 at 9000");
    }

    @Test
    void shouldSampleEachPartitionOfACameraByItself() throws Exception {
        read(
                frame(GATE, 1000),
                through(1, frame(GATE, 9000)),
                frame(GATE, 1600),
                frame(GATE, 1840),
                through(1, frame(GATE, 9240)));

        assertThat(lines(harness))
                .containsExactly("gate-1 1000/0 at 1000", "gate-1 1000/1 at 1600", "gate-1 9000/0 at 9000");
    }

    @Test
    void shouldGoOnInEachPartitionOfACameraAfterARestore() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1240), through(1, frame(GATE, 9000)), through(1, frame(GATE, 9240)));

        var restored = restored(snapshot(harness), 1, 1, 0);
        for (CameraFrame frame : List.of(
                frame(GATE, 1600), through(1, frame(GATE, 9600)), frame(GATE, 1800), through(1, frame(GATE, 9800)))) {
            restored.processElement(frame, 0);
        }

        assertThat(lines(restored))
                .containsExactly("gate-1 is read", "gate-1 is read", "gate-1 1000/1 at 1600", "gate-1 9000/1 at 9600");
    }

    @Test
    void shouldEndTheSessionOnceNoStragglerIsExpected() throws Exception {
        read(frame(GATE, 1000), end(GATE, 1100));
        assertThat(lines(harness)).isEmpty();
        assertThat(timers()).isEqualTo(2);

        harness.setProcessingTime(200);

        assertThat(lines(harness)).containsExactly("gate-1 1000/0 at 1000", "gate-1 end of 1000 at 1100");
        assertThat(timers()).isEqualTo(1);
    }

    @Test
    void shouldEndTheSessionOfASilentCameraAndForgetIt() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1100));

        harness.setProcessingTime(59_999);
        assertThat(lines(harness)).isEmpty();

        harness.setProcessingTime(60_000);
        assertThat(lines(harness)).containsExactly("gate-1 1000/0 at 1000", "gate-1 end of 1000 at 1100");
        assertThat(timers()).isZero();
        assertThat(camerasIn(harness)).isZero();
    }

    @Test
    void shouldStampTheEndOfASilentCameraWithTheTimeOfItsDiscovery() throws Exception {
        read(frame(GATE, 1000));

        harness.setProcessingTime(60_000);

        SampledFrame end = harness.extractOutputValues().get(1);
        assertThat(end.frame().arrival()).isEqualTo(60_000);
    }

    @Test
    void shouldNotForgetACameraThatSpeaks() throws Exception {
        read(frame(GATE, 1000));
        harness.setProcessingTime(40_000);
        read(frame(GATE, 1600));

        harness.setProcessingTime(90_000);

        assertThat(lines(harness)).doesNotContain("gate-1 end of 1000 at 1600");
        assertThat(timers()).isEqualTo(1);
    }

    @Test
    void shouldKeepOneTimerForACameraHoweverManyFramesItSends() throws Exception {
        for (long time = 0; time < 10_000; time += 40) {
            read(frame(GATE, time));
        }

        assertThat(timers()).isEqualTo(1);
    }

    @Test
    void shouldEndEverySessionAtTheEndOfTheInput() throws Exception {
        read(frame(GATE, 1000), frame(YARD, 2000));

        harness.getOneInputOperator().finish();

        assertThat(lines(harness))
                .containsExactlyInAnyOrder(
                        "gate-1 1000/0 at 1000",
                        "gate-1 end of 1000 at 1000",
                        "yard 2000/0 at 2000",
                        "yard end of 2000 at 2000");
    }

    @Test
    void shouldNotBeginASessionWithAStragglerAfterItsEnd() throws Exception {
        read(frame(GATE, 1000), end(GATE, 1100));
        harness.setProcessingTime(200);
        int before = lines(harness).size();

        read(frame(GATE, 1050));
        harness.setProcessingTime(120_000);

        assertThat(lines(harness)).hasSize(before);
    }

    @Test
    void shouldGoOnAfterARestore() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1150));

        var restored = restored(snapshot(harness), 1, 1, 0);
        restored.processElement(frame(GATE, 1100), 0);
        restored.processElement(frame(GATE, 1600), 0);
        restored.processElement(frame(GATE, 1800), 0);

        assertThat(lines(restored)).containsExactly("gate-1 is read", "gate-1 1000/0 at 1000", "gate-1 1000/1 at 1600");
    }

    @Test
    void shouldNotEndASessionBecauseTheJobWasAway() throws Exception {
        read(frame(GATE, 1000));
        OperatorSubtaskState state = snapshot(harness);

        var restored = harness(1, 0);
        restored.setProcessingTime(1_000_000);
        restored.initializeState(state);
        restored.open();
        restored.setProcessingTime(1_200_000);
        restored.processElement(frame(YARD, 900), 0);
        restored.setProcessingTime(1_259_999);
        assertThat(lines(restored)).isEmpty();

        restored.setProcessingTime(1_260_000);
        assertThat(lines(restored)).contains("gate-1 end of 1000 at 1000, unconfirmed");
    }

    @Test
    void shouldTakeAllCamerasForSilentWhenNothingComesForLongAfterARestore() throws Exception {
        read(frame(GATE, 1000));

        var restored = restored(snapshot(harness), 1, 1, 0);
        restored.setProcessingTime(659_999);
        assertThat(lines(restored)).isEmpty();

        restored.setProcessingTime(660_000);
        assertThat(lines(restored)).hasSize(2);
        assertThat(camerasIn(restored)).isZero();
    }

    @Test
    void shouldFlushARestoredEndMarker() throws Exception {
        read(frame(GATE, 1000), end(GATE, 1100));

        var restored = restored(snapshot(harness), 1, 1, 0);
        restored.setProcessingTime(200);

        assertThat(lines(restored))
                .containsExactly("gate-1 1000/0 at 1000, unconfirmed", "gate-1 end of 1000 at 1100, unconfirmed");
    }

    @Test
    void shouldGoOnWhicheverSubtaskReadsTheCameraAfterRescaling() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1240), frame(YARD, 5000));
        OperatorSubtaskState state = snapshot(harness);

        var first = restored(state, 1, 2, 0);
        var second = restored(state, 1, 2, 1);
        second.processElement(frame(GATE, 1600), 0);
        second.processElement(frame(GATE, 1800), 0);
        first.processElement(frame(YARD, 5200), 0);

        assertThat(lines(second)).containsExactly("gate-1 is read", "gate-1 1000/1 at 1600");
        assertThat(lines(first)).containsExactly("yard is read", "yard 5000/0 at 5000");
    }

    @Test
    void shouldPreferTheReaderOfACameraToTheOneThatSpokeForItWhateverTheirClocksSay() throws Exception {
        harness.setProcessingTime(5000);
        read(frame(GATE, 1000), frame(GATE, 1240));
        OperatorSubtaskState once = snapshot(harness);

        var speaker = restored(once, 1, 2, 0);
        var readerWhoseClockIsBehind = restored(once, 1, 2, 1);
        readerWhoseClockIsBehind.processElement(frame(GATE, 1600), 0);
        readerWhoseClockIsBehind.processElement(frame(GATE, 1800), 0);
        OperatorSubtaskState twice =
                OneInputStreamOperatorTestHarness.repackageState(snapshot(speaker), snapshot(readerWhoseClockIsBehind));

        var restored = restored(twice, 2, 1, 0);
        restored.processElement(frame(GATE, 2100), 0);

        assertThat(lines(restored)).containsExactly("gate-1 is read");
    }

    @Test
    void shouldEndASilentCameraOnceAfterRescaling() throws Exception {
        read(frame(GATE, 1000), end(GATE, 1100), frame(YARD, 5000));
        OperatorSubtaskState state = snapshot(harness);

        var first = restored(state, 1, 2, 0);
        var second = restored(state, 1, 2, 1);
        first.setProcessingTime(660_000);
        second.setProcessingTime(660_000);

        assertThat(lines(first))
                .containsExactly(
                        "gate-1 1000/0 at 1000, unconfirmed",
                        "gate-1 end of 1000 at 1100, unconfirmed",
                        "yard 5000/0 at 5000, unconfirmed",
                        "yard end of 5000 at 5000, unconfirmed");
        assertThat(lines(second)).isEmpty();
        assertThat(camerasIn(first) + camerasIn(second)).isZero();
    }

    @Test
    void shouldPreferTheReaderOfACameraToTheOneThatSpokeForItInSilence() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1240));
        OperatorSubtaskState once = snapshot(harness);

        var speaker = restored(once, 1, 2, 0);
        var reader = restored(once, 1, 2, 1);
        reader.setProcessingTime(10);
        reader.processElement(frame(GATE, 1600), 0);
        reader.processElement(frame(GATE, 1800), 0);
        OperatorSubtaskState twice =
                OneInputStreamOperatorTestHarness.repackageState(snapshot(speaker), snapshot(reader));

        var restored = restored(twice, 2, 1, 0);
        assertThat(camerasIn(restored)).isEqualTo(1);
        restored.processElement(frame(GATE, 1700), 0);
        restored.processElement(frame(GATE, 2400), 0);

        assertThat(lines(restored)).containsExactly("gate-1 is read");
    }

    @Test
    void shouldTakeACameraOfAnEarlierVersionFromAnyPartition() throws Exception {
        var earlier = new OneInputStreamOperatorTestHarness<>(new EarlierVersion(), MAX_PARALLELISM, 1, 0);
        harnesses.add(earlier);
        earlier.open();

        var restored = restored(snapshot(earlier), 1, 1, 0);
        restored.processElement(through(3, frame(GATE, 1600)), 0);
        restored.processElement(through(3, frame(GATE, 1800)), 0);
        restored.processElement(through(4, frame(YARD, 5000)), 0);
        restored.processElement(through(4, frame(YARD, 5200)), 0);

        assertThat(lines(restored)).containsExactly("gate-1 is read", "gate-1 1000/1 at 1600", "yard 5000/0 at 5000");
        assertThat(camerasIn(restored)).isEqualTo(2);
    }

    /** Has the state of a camera in the middle of a session, without a partition. */
    private static final class EarlierVersion extends AbstractStreamOperator<SampledFrame>
            implements OneInputStreamOperator<CameraFrame, SampledFrame> {

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            context.getOperatorStateStore()
                    .getUnionListState(new ListStateDescriptor<>("cameras", TypeInformation.of(SamplingState.class)))
                    .add(new SamplingState(GATE, 0, 9, 1240L, 1000L, 1000L, 0, null, null, null, List.of()));
        }

        @Override
        public void processElement(StreamRecord<CameraFrame> element) {}
    }

    private void read(CameraFrame... frames) throws Exception {
        for (CameraFrame frame : frames) {
            harness.processElement(frame, 0);
        }
    }

    private int timers() {
        return harness.getProcessingTimeService().getNumActiveTimers();
    }

    /** Cameras in the state that a checkpoint would hold. */
    private static int camerasIn(OneInputStreamOperatorTestHarness<?, ?> harness) throws Exception {
        OperatorSubtaskState state = snapshot(harness);
        return state.getManagedOperatorState().stream()
                .mapToInt(handle ->
                        handle.getStateNameToPartitionOffsets().get("cameras").getOffsets().length)
                .sum();
    }

    private static List<String> lines(OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness) {
        return harness.extractOutputValues().stream()
                .map(SampleFramesTest::line)
                .toList();
    }

    private static String line(SampledFrame sampled) {
        if (sampled.kind() == SampledFrame.Kind.CONFIRMATION) {
            return sampled.camera() + " is read";
        }
        String what = sampled.frame().endsSession()
                ? " end of " + sampled.session()
                : " " + sampled.session() + "/" + sampled.slot();
        String sender = sampled.unconfirmed() ? ", unconfirmed" : "";
        return sampled.camera() + what + " at " + sampled.frame().timestamp() + sender;
    }

    private static OperatorSubtaskState snapshot(OneInputStreamOperatorTestHarness<?, ?> harness) throws Exception {
        return harness.snapshot(1, 1);
    }

    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> restored(
            OperatorSubtaskState state, int oldParallelism, int parallelism, int subtask) throws Exception {
        var harness = harness(parallelism, subtask);
        harness.initializeState(OneInputStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, oldParallelism, parallelism, subtask));
        harness.open();
        return harness;
    }

    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness(int parallelism, int subtask)
            throws Exception {
        SampleFrames operator = new SampleFrames(600, SamplingRules.DEFAULT, IDLE, CameraBudget.DEFAULT);
        var opened = new OneInputStreamOperatorTestHarness<>(operator, MAX_PARALLELISM, parallelism, subtask);
        harnesses.add(opened);
        return opened;
    }
}
