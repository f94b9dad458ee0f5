package io.actionstream.operators.truth;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clips last from their start for 5400 ms. */
class JoinTruthsTest {

    private static final long WAIT = Duration.ofHours(1).toMillis();
    private static final int MOST = 3;
    private static final int MOST_CAMERAS = 5;

    private KeyedTwoInputStreamOperatorTestHarness<String, LabelledClip, TrueAction, LabelledClip> harness;

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
    void shouldPassAClipWhoseTruthIsKnown() throws Exception {
        clip(judged(1000, "Biking"));

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        assertNothingIsLeft();
    }

    @Test
    void shouldKeepAClipWithoutTruthWaiting() throws Exception {
        clip(clip(GATE, 1000));

        assertThat(judged()).isEmpty();
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void shouldJudgeAWaitingClipByItsTruth() throws Exception {
        clip(clip(GATE, 1000));

        truth(GATE, 1000, 6400, "Biking");

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
    }

    @Test
    void shouldJudgeAClipByATruthThatCameBefore() throws Exception {
        truth(GATE, 0, 60_000, "Biking");

        clip(clip(GATE, 1000));
        clip(clip(GATE, 7000));

        assertThat(judged()).containsExactly(judged(1000, "Biking"), judged(7000, "Biking"));
    }

    @Test
    void shouldJudgeAllClipsOfATruth() throws Exception {
        clip(clip(GATE, 1000));
        clip(clip(GATE, 7000));
        clip(clip(GATE, 100_000));

        truth(GATE, 0, 60_000, "Biking");

        assertThat(judged()).containsExactlyInAnyOrder(judged(1000, "Biking"), judged(7000, "Biking"));
    }

    @Test
    void shouldNotJudgeAClipByTheTruthOfAnotherCamera() throws Exception {
        clip(clip(GATE, 1000));

        truth(YARD, 1000, 6400, "Biking");

        assertThat(judged()).isEmpty();
    }

    @Test
    void shouldWaitForMoreThanHalfOfTheClip() throws Exception {
        clip(clip(GATE, 1000));

        truth(GATE, 0, 3700, "Biking");
        assertThat(judged()).isEmpty();

        truth(GATE, 6000, 9000, "Biking");
        assertThat(judged()).containsExactly(judged(1000, "Biking"));
    }

    @Test
    void shouldTakeTheLabelThatCoversMostWhenTheWaitIsOver() throws Exception {
        clip(clip(GATE, 1000));
        truth(GATE, 1000, 2000, "Archery");
        truth(GATE, 2000, 4000, "Biking");

        harness.setProcessingTime(WAIT - 1);
        assertThat(judged()).isEmpty();

        harness.setProcessingTime(WAIT);
        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        assertNothingIsLeft();
    }

    @Test
    void shouldDropAClipWhoseTruthNeverComes() throws Exception {
        clip(clip(GATE, 1000));

        harness.setProcessingTime(WAIT);

        assertThat(judged()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void shouldDropATruthWhoseClipNeverComes() throws Exception {
        truth(GATE, 1000, 6400, "Biking");

        harness.setProcessingTime(WAIT);
        assertNothingIsLeft();

        clip(clip(GATE, 1000));
        assertThat(judged()).isEmpty();
    }

    @Test
    void shouldCountARepeatedTruthOnce() throws Exception {
        clip(clip(GATE, 1000));

        truth(GATE, 1000, 3000, "Biking");
        truth(GATE, 1000, 3000, "Biking");

        assertThat(judged()).isEmpty();
    }

    @Test
    void shouldHoldARepeatedTruthForLonger() throws Exception {
        truth(GATE, 1000, 6400, "Biking");
        harness.setProcessingTime(WAIT / 2);
        truth(GATE, 1000, 6400, "Biking");

        harness.setProcessingTime(WAIT);
        clip(clip(GATE, 1000));

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
    }

    @Test
    void shouldHoldATruthForAClipThatStillWaits() throws Exception {
        truth(GATE, 1000, 2000, "Biking");
        harness.setProcessingTime(WAIT - 1);
        clip(clip(GATE, 1000));

        harness.setProcessingTime(2 * WAIT - 1);

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        assertNothingIsLeft();
    }

    @Test
    void shouldJudgeAWaitingClipOnceThoughItIsReplayed() throws Exception {
        clip(clip(GATE, 1000));
        clip(clip(GATE, 1000));

        truth(GATE, 1000, 6400, "Biking");
        harness.setProcessingTime(WAIT);

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        assertNothingIsLeft();
    }

    @Test
    void shouldJudgeAReplayedClipAlike() throws Exception {
        truth(GATE, 1000, 6400, "Biking");

        clip(clip(GATE, 1000));
        clip(clip(GATE, 1000));

        assertThat(judged()).containsExactly(judged(1000, "Biking"), judged(1000, "Biking"));
    }

    @Test
    void shouldGiveUpTheClipThatWaitedLongestWhenTooManyWait() throws Exception {
        truth(GATE, 1000, 2000, "Biking");
        for (int clip = 0; clip <= MOST; clip++) {
            harness.setProcessingTime(clip);
            clip(clip(GATE, 1000 + clip * 6000L));
        }

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        truth(GATE, 0, 60_000, "Archery");
        assertThat(judged())
                .hasSize(1 + MOST)
                .contains(judged(7000, "Archery"), judged(13_000, "Archery"), judged(19_000, "Archery"));
    }

    @Test
    void shouldDropTheTruthHeldForLongestWhenThereAreTooMany() throws Exception {
        for (int truth = 0; truth <= MOST; truth++) {
            harness.setProcessingTime(truth);
            truth(GATE, truth * 6000L, (truth + 1) * 6000L, "Biking");
        }

        clip(clip(GATE, 0));
        clip(clip(GATE, 6000));

        assertThat(judged()).containsExactly(judged(6000, "Biking"));
    }

    @Test
    void shouldEndAllWaitsWhenTheInputEnds() throws Exception {
        clip(clip(GATE, 1000));
        clip(clip(GATE, 100_000));
        truth(GATE, 1000, 2000, "Biking");

        harness.processWatermark1(Watermark.MAX_WATERMARK);
        assertThat(judged()).isEmpty();

        harness.processWatermark2(Watermark.MAX_WATERMARK);
        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        assertNothingIsLeft();
    }

    @Test
    void shouldGoOnAfterARestoreWithoutCountingTheDowntime() throws Exception {
        clip(clip(GATE, 1000));
        restoreAt(10 * WAIT);
        harness.setProcessingTime(11 * WAIT - 1);
        truth(GATE, 1000, 6400, "Biking");

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
    }

    @Test
    void shouldLeaveNothingOfACameraThatDiedBeforeTheRestore() throws Exception {
        clip(clip(GATE, 1000));
        truth(GATE, 1000, 2000, "Biking");
        restoreAt(10 * WAIT);
        harness.setProcessingTime(10 * WAIT + 1);
        harness.setProcessingTime(11 * WAIT + 1);

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
        assertNothingIsLeft();
    }

    @Test
    void shouldRefuseSenselessOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JoinTruths(Duration.ZERO, MOST, MOST_CAMERAS))
                .withMessage("wait must be longer than nothing, not PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JoinTruths(Duration.ofHours(1), 0, MOST_CAMERAS))
                .withMessage("most must be at least 1, not 0");
    }

    @Test
    void shouldLetNothingOfANewCameraWaitWhenThereAreTooMany() throws Exception {
        for (int i = 0; i < 100; i++) {
            clip(clip("random-" + i, 1000));
            truth("random-" + i, 50_000, 60_000, "Biking");
        }
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(MOST_CAMERAS);

        truth("random-4", 0, 9000, "Biking");
        truth("random-5", 0, 9000, "Biking");
        clip(judged(1000, "Biking"));
        assertThat(judged()).containsExactly(clip("random-4", 1000).withTruth("Biking"), judged(1000, "Biking"));
    }

    @Test
    void shouldHavePlaceAgainWhenTheWaitIsOver() throws Exception {
        for (int i = 0; i < 5; i++) {
            clip(clip("random-" + i, 1000));
        }
        harness.setProcessingTime(WAIT);

        clip(clip(GATE, 1000));
        truth(GATE, 0, 9000, "Biking");

        assertThat(judged()).containsExactly(judged(1000, "Biking"));
    }

    private void restoreAt(long time) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.setProcessingTime(time);
        harness.open();
    }

    private void clip(LabelledClip clip) throws Exception {
        harness.processElement1(clip, 0);
    }

    private void truth(String camera, long start, long end, String label) throws Exception {
        harness.processElement2(new TrueAction(camera, start, end, label), 0);
    }

    private List<LabelledClip> judged() {
        return harness.extractOutputValues();
    }

    private void assertNothingIsLeft() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private static LabelledClip clip(String camera, long start) {
        return new LabelledClip(camera, start, start + 5400, "Archery", null);
    }

    private static LabelledClip judged(long start, String truth) {
        return clip(GATE, start).withTruth(truth);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, LabelledClip, TrueAction, LabelledClip> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new JoinTruths(Duration.ofMillis(WAIT), MOST, MOST_CAMERAS)),
                LabelledClip::camera,
                TrueAction::camera,
                Types.STRING);
    }
}
