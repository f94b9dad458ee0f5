package io.actionstream.operators.assemble;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static io.actionstream.operators.testing.CameraFixture.sample;
import static io.actionstream.operators.testing.CameraFixture.sessionEnd;
import static io.actionstream.operators.testing.CameraFixture.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.NextClip;
import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssembleClipsTest {

    private static final long SESSION = 1000;
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private KeyedOneInputStreamOperatorTestHarness<String, SampledFrame, Clip> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness(1, 0);
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldEmitAClipWithItsTenthSample() throws Exception {
        sampleSlots(0, 9);
        assertThat(clips()).isEmpty();

        sampleSlots(9, 10);

        Clip clip = clips().get(0);
        assertThat(clip.camera()).isEqualTo(GATE);
        assertThat(clip.start()).isEqualTo(1000);
        assertThat(clip.end()).isEqualTo(6400);
        assertThat(clip.images())
                .extracting(CameraFrame::timestamp)
                .startsWith(1000L, 1600L)
                .hasSize(10);
        assertThat(clip.positions()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(clip.arrival()).isEqualTo(6405);
        assertThat(clip.truth()).isNull();
    }

    @Test
    void shouldAssembleEachCameraByItself() throws Exception {
        for (int slot = 0; slot < 10; slot++) {
            process(sample(GATE, SESSION, slot, null));
            process(sample(YARD, 77, slot, null));
        }

        assertThat(clips()).extracting(Clip::camera).containsExactly(GATE, YARD);
        assertThat(clips()).extracting(Clip::start).containsExactly(1000L, 77L);
    }

    @Test
    void shouldLeaveNothingBehindWhenTheSessionEnds() throws Exception {
        sampleSlots(0, 13);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

        process(sessionEnd(GATE, SESSION, 9000));

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldPadTheUnfinishedClipAndDateItByWhatEndedTheSession() throws Exception {
        sampleSlots(0, 4);

        process(sessionEnd(GATE, SESSION, 9000));

        Clip clip = clips().get(0);
        assertThat(clip.samples()).isEqualTo(4);
        assertThat(clip.positions()).containsExactly(0, 1, 2, 3, -1, -1, -1, -1, -1, -1);
        assertThat(clip.end()).isEqualTo(2800);
        assertThat(clip.arrival()).isEqualTo(9005);
    }

    @Test
    void shouldNotPadAClipOfThreeSamples() throws Exception {
        sampleSlots(0, 3);

        process(sessionEnd(GATE, SESSION, 9000));

        assertThat(clips()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void shouldTakeTheLabelThatMostSamplesCarryForTheTruth() throws Exception {
        sampleLabels("Archery", "Biking", "Biking", null, "Biking", "Archery", null, null, "Archery", "Biking");

        assertThat(clips().get(0).truth()).isEqualTo("Biking");
    }

    @Test
    void shouldTakeTheEarliestOfEquallyFrequentLabels() throws Exception {
        sampleLabels("Biking", "Archery", "Archery", "Biking", null, null, null, null, null, null);

        assertThat(clips().get(0).truth()).isEqualTo("Biking");
    }

    @Test
    void shouldCountARepeatedSampleForTheTruthAsOftenAsItStands() throws Exception {
        process(sample(GATE, SESSION, 0, "Archery"));
        for (int slot = 4; slot < 7; slot++) {
            process(sample(GATE, SESSION, slot, "Biking"));
        }
        process(sessionEnd(GATE, SESSION, 9000));

        assertThat(clips().get(0).truth()).isEqualTo("Archery");
    }

    @Test
    void shouldIgnoreTheEndOfASessionThatIsNotOpen() throws Exception {
        sampleSlots(0, 6);

        process(sessionEnd(GATE, 500, 90_000));

        assertThat(clips()).isEmpty();
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void shouldIgnoreWhatASubtaskSendsForACameraThatAnotherSubtaskReads() throws Exception {
        process(SampledFrame.confirmation(frame(GATE, SESSION)));
        sampleSlots(0, 6);

        process(sessionEnd(GATE, SESSION, SESSION + 600).asUnconfirmed());
        process(new SampledFrame(frame(GATE, 200), 200, 0).asUnconfirmed());
        sampleSlots(6, 10);
        process(sessionEnd(GATE, SESSION, SESSION + 6000));
        process(sample(GATE, SESSION, 0, null).asUnconfirmed());

        assertThat(clips()).extracting(Clip::start).containsExactly(SESSION);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void shouldTakeWhatASubtaskSendsForACameraThatNoSubtaskReads() throws Exception {
        for (int slot = 0; slot < 5; slot++) {
            process(sample(GATE, SESSION, slot, null).asUnconfirmed());
        }
        process(sessionEnd(GATE, SESSION, SESSION + 3000).asUnconfirmed());

        assertThat(clips()).extracting(Clip::samples).containsExactly(5);
    }

    @Test
    void shouldTakeANoteThatACameraIsReadForNothingElse() throws Exception {
        sampleSlots(0, 6);

        process(SampledFrame.confirmation(frame(GATE, 60_000)));
        process(sessionEnd(GATE, SESSION, SESSION + 600).asUnconfirmed());
        sampleSlots(6, 10);

        assertThat(clips()).extracting(Clip::samples).containsExactly(10);
    }

    @Test
    void shouldBeginASessionWithAFrameThatCameBeforeTheLastStragglerOfTheSessionBefore() throws Exception {
        sampleSlots(0, 6);
        process(sessionEnd(GATE, SESSION, SESSION + 3600));
        CameraFrame first = frame(GATE, 50_000);

        process(new SampledFrame(
                new CameraFrame(GATE, 50_000, first.image(), null, SESSION, first.origin()), 50_000, 0));
        for (int slot = 1; slot < 10; slot++) {
            process(sample(GATE, 50_000, slot, null));
        }

        assertThat(clips()).extracting(Clip::start).containsExactly(SESSION, 50_000L);
    }

    @Test
    void shouldBeginTheNextSessionThoughTheEndOfTheLastWasLost() throws Exception {
        sampleSlots(0, 5);

        process(sample(GATE, 50_000, 0, null));

        assertThat(clips()).extracting(Clip::samples).containsExactly(5);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void shouldEndASessionWhoseEndNeverArrives() throws Exception {
        sampleSlots(0, 5);

        harness.setProcessingTime(3405 + SILENCE.toMillis());

        assertThat(clips()).extracting(Clip::samples).containsExactly(5);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldNotEndASessionThatGoesOn() throws Exception {
        sampleSlots(0, 5);

        harness.setProcessingTime(SILENCE.toMillis());

        assertThat(clips()).isEmpty();
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void shouldGoOnAfterARestoreWithoutCallingTheDowntimeSilence() throws Exception {
        sampleSlots(0, 5);
        restore();
        harness.setProcessingTime(10 * SILENCE.toMillis());
        sampleSlots(5, 10);

        assertThat(clips()).extracting(Clip::samples).containsExactly(10);
    }

    @Test
    void shouldWaitForTheFirstSampleAfterARestoreHoweverLongItTakes() throws Exception {
        sampleSlots(0, 5);
        restore();
        harness.setProcessingTime(10 * SILENCE.toMillis());
        harness.setProcessingTime(12 * SILENCE.toMillis());
        sampleSlots(5, 10);

        assertThat(clips()).extracting(Clip::samples).containsExactly(10);
    }

    @Test
    void shouldFindItsSamplesAgainAfterRescaling() throws Exception {
        sampleSlots(0, 5);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        int clips = 0;

        for (int subtask = 0; subtask < 2; subtask++) {
            harness = harness(2, subtask);
            harness.initializeState(
                    KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(state, 16, 1, 2, subtask));
            harness.open();
            if (harness.numKeyedStateEntries() > 0) {
                sampleSlots(5, 10);
                clips += clips().size();
            }
            harness.close();
        }

        assertThat(clips).isEqualTo(1);
    }

    @Test
    void shouldKeepToThePartitionThatCameFirstAndTellOfTheOtherOnce() throws Exception {
        for (int slot = 0; slot < 10; slot++) {
            process(sample(GATE, SESSION, slot, null));
            process(through(1, sample(GATE, SESSION + 40, slot, null)));
        }
        process(sessionEnd(GATE, SESSION + 40, 9000));
        sampleSlots(10, 20);

        assertThat(clips()).extracting(Clip::start).containsExactly(1000L, 7000L);
        assertThat(rejected())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Rejected(
                        GATE,
                        null,
                        "other-partition",
                        "the camera's frames come through partition 0, too; while they do, those from partition 1 are left"
                                + " out, which is told once",
                        new Origin("frames", 1, 1040)));
    }

    @Test
    void shouldLeaveOutAPartitionThatIsReadAfterTheSessionHasEnded() throws Exception {
        sampleSlots(0, 10);
        process(sessionEnd(GATE, SESSION, 7000));
        for (int slot = 0; slot < 10; slot++) {
            process(through(1, sample(GATE, SESSION + 40, slot, null)));
        }
        process(sessionEnd(GATE, SESSION + 40, 7040));

        assertThat(clips()).extracting(Clip::start).containsExactly(1000L);
        assertThat(rejected()).extracting(Rejected::reason).containsExactly("other-partition");
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void shouldTakeTheNextSessionFromAnyPartition() throws Exception {
        sampleSlots(0, 10);
        process(sessionEnd(GATE, SESSION, 7000));
        for (int slot = 0; slot < 10; slot++) {
            process(through(1, sample(GATE, 7001, slot, null)));
        }

        assertThat(clips()).extracting(Clip::start).containsExactly(1000L, 7001L);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void shouldGoOnInAnotherPartitionWhereTheFirstHasStopped() throws Exception {
        sampleSlots(0, 10);
        harness.setProcessingTime(8806);
        for (int slot = 0; slot < 10; slot++) {
            process(through(1, sample(GATE, 8801, slot, null)));
        }

        assertThat(clips()).extracting(Clip::start).containsExactly(1000L, 8801L);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void shouldNotGoOnInAnotherPartitionWhileTheFirstMayOnlyBeReadMoreSlowly() throws Exception {
        sampleSlots(0, 10);
        harness.setProcessingTime(8805);
        process(through(1, sample(GATE, 100_000, 0, null)));
        harness.setProcessingTime(9000);
        process(through(1, sample(GATE, 8800, 0, null)));
        sampleSlots(10, 20);

        assertThat(clips()).extracting(Clip::start).containsExactly(1000L, 7000L);
        assertThat(rejected()).hasSize(1);
    }

    @Test
    void shouldKnowThePartitionAfterARestoreAndCountNoDowntime() throws Exception {
        sampleSlots(0, 5);
        restore();
        harness.setProcessingTime(1_000_000);
        process(through(1, sample(GATE, 100_000, 0, null)));
        sampleSlots(5, 10);

        assertThat(clips()).extracting(Clip::start).containsExactly(1000L);
        assertThat(rejected()).hasSize(1);
    }

    private void restore() throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness(1, 0);
        harness.initializeState(state);
        harness.open();
    }

    @Test
    void shouldTellOfEachClipAndOfTheSessionsEndInTheirOrder() throws Exception {
        sampleSlots(0, 14);
        process(sessionEnd(GATE, SESSION, 9400));

        assertThat(order())
                .containsExactly(
                        new NextClip(GATE, 1000, false), new NextClip(GATE, 7000, false), NextClip.sessionEnd(GATE));
        assertThat(clips()).extracting(Clip::start).containsExactly(1000L, 7000L);
        assertThat(clips()).allMatch(Clip::listed);
    }

    @Test
    void shouldTellOfASessionsEndBeforeTheNextSessionsClips() throws Exception {
        sampleSlots(0, 10);
        for (int slot = 0; slot < 10; slot++) {
            process(sample(GATE, 50_000, slot, null));
        }

        assertThat(order())
                .containsExactly(
                        new NextClip(GATE, 1000, false), NextClip.sessionEnd(GATE), new NextClip(GATE, 50_000, false));
    }

    @Test
    void shouldTellOfTheEndOfASilentSession() throws Exception {
        sampleSlots(0, 2);

        harness.setProcessingTime(2 * SILENCE.toMillis());

        assertThat(order()).containsExactly(NextClip.sessionEnd(GATE));
    }

    @Test
    void shouldTellOfNoEndThatIsNone() throws Exception {
        process(sessionEnd(GATE, SESSION, 9000)); // of no session that is known
        sampleSlots(0, 2);
        process(sessionEnd(GATE, 77, 9000)); // of another one
        process(SampledFrame.confirmation(frame(GATE, 9000)));

        assertThat(order()).isEmpty();
    }

    private void sampleSlots(int from, int to) throws Exception {
        for (int slot = from; slot < to; slot++) {
            process(sample(GATE, SESSION, slot, null));
        }
    }

    private void sampleLabels(String... labels) throws Exception {
        for (int slot = 0; slot < labels.length; slot++) {
            process(sample(GATE, SESSION, slot, labels[slot]));
        }
    }

    private void process(SampledFrame sampled) throws Exception {
        harness.processElement(sampled, 0);
    }

    private List<Rejected> rejected() {
        var side = harness.getSideOutput(AssembleWithinBudget.REJECTED);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    private List<NextClip> order() {
        var side = harness.getSideOutput(AssembleWithinBudget.ORDER);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    private List<Clip> clips() {
        return harness.extractOutputValues();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SampledFrame, Clip> harness(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new AssembleWithinBudget(
                        new AssembleClips(ClipSpec.TUTORIAL, ClipRules.DEFAULT, SamplingRules.DEFAULT, SILENCE, 100),
                        Long.MAX_VALUE),
                SampledFrame::camera,
                Types.STRING,
                16,
                parallelism,
                subtask);
    }
}
