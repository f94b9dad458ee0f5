package io.actionstream.operators.truth;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.model.events.Event;
import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Outcome;
import io.actionstream.operators.records.TrueAction;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events last for 10 seconds. */
class JudgeEventsTest {

    private static final long WAIT = Duration.ofHours(1).toMillis();
    private static final long LENGTH = 10_000;
    private static final int MOST = 3;
    private static final int MOST_CAMERAS = 5;

    private KeyedTwoInputStreamOperatorTestHarness<String, Event, TrueAction, Outcome> harness;

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
    void shouldTellAMatchAtOnceWhicheverComesFirst() throws Exception {
        event(GATE, 0, "Biking");
        truth(GATE, 0, 10_000, "Biking");
        truth(GATE, 50_000, 60_000, "Archery");
        event(GATE, 50_000, "Archery");

        assertThat(told()).containsExactly(outcome(0, "Biking", "Biking"), outcome(50_000, "Archery", "Archery"));
        waitIsOver();
        assertThat(told()).hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void shouldMatchFromHalfOfBothTimesOn() throws Exception {
        event(GATE, 0, "Biking");
        truth(GATE, 0, 20_001, "Biking");
        assertThat(told()).isEmpty();

        truth(GATE, 0, 20_000, "Biking");
        assertThat(told()).containsExactly(outcome(0, "Biking", "Biking"));
    }

    @Test
    void shouldTakeOnlyTheEndOfAnEvent() throws Exception {
        truth(GATE, 0, 10_000, "Biking");

        harness.processElement1(event(GATE, 0, "Biking", Event.Phase.START), 0);
        harness.processElement1(event(GATE, 0, "Biking", Event.Phase.UPDATE), 0);
        assertThat(told()).isEmpty();

        event(GATE, 0, "Biking");
        assertThat(told()).hasSize(1);
    }

    @Test
    void shouldTellAnEventThatNobodyConfirmsAsFalseWhenTheWaitIsOver() throws Exception {
        truth(GATE, 500_000, 600_000, "Biking");
        event(GATE, 0, "Archery");

        harness.setProcessingTime(WAIT - 1);
        assertThat(told()).isEmpty();

        waitIsOver();
        assertThat(told())
                .containsExactly(
                        outcome(0, Labels.NOTHING, "Archery"),
                        new Outcome(Accuracy.EVENTS, GATE, 500_000, 600_000, "Biking", Labels.NOTHING));
        assertNothingIsLeft();
    }

    @Test
    void shouldNotJudgeACameraWithoutTruths() throws Exception {
        event(GATE, 0, "Archery");
        truth(YARD, 0, 10_000, "Biking");

        waitIsOver();

        assertThat(told()).extracting(Outcome::camera).containsExactly(YARD);
        assertNothingIsLeft();
    }

    @Test
    void shouldTellAWrongLabelAsOneOutcome() throws Exception {
        truth(GATE, 0, 10_000, "Biking");
        event(GATE, 0, "Archery");

        waitIsOver();

        assertThat(told()).containsExactly(outcome(0, "Biking", "Archery"));
    }

    @Test
    void shouldPreferTheTruthThatSharesMost() throws Exception {
        truth(GATE, 4000, 10_000, "Biking");
        truth(GATE, 1000, 10_000, "Biking");

        event(GATE, 0, "Biking");
        waitIsOver();

        assertThat(told())
                .containsExactly(
                        outcome(0, "Biking", "Biking"),
                        new Outcome(Accuracy.EVENTS, GATE, 4000, 10_000, "Biking", Labels.NOTHING));
    }

    @Test
    void shouldMatchATruthOnce() throws Exception {
        truth(GATE, 0, 10_000, "Biking");
        event(GATE, 0, "Biking");
        truth(GATE, 0, 10_000, "Biking");
        event(GATE, 1000, "Biking");

        waitIsOver();

        assertThat(told()).containsExactly(outcome(0, "Biking", "Biking"), outcome(1000, Labels.NOTHING, "Biking"));
    }

    @Test
    void shouldNeverMissATruthThatIsNoAction() throws Exception {
        truth(GATE, 0, 10_000, "Idle");
        truth(GATE, 20_000, 30_000, Labels.NOTHING);
        event(GATE, 20_000, "Archery");

        waitIsOver();

        assertThat(told()).containsExactly(outcome(20_000, Labels.NOTHING, "Archery"));
    }

    @Test
    void shouldGiveUpTheEventThatWaitedLongestWhenThereAreTooMany() throws Exception {
        truth(GATE, 500_000, 600_000, "Biking");
        for (int i = 0; i <= MOST; i++) {
            harness.setProcessingTime(i);
            event(GATE, i * 20_000L, "Archery");
        }

        assertThat(told()).containsExactly(outcome(0, Labels.NOTHING, "Archery"));
    }

    @Test
    void shouldForgetThatADroppedTruthHadAMatch() throws Exception {
        truth(GATE, 0, 10_000, "Biking");
        event(GATE, 0, "Biking");
        for (int i = 1; i <= MOST; i++) {
            harness.setProcessingTime(i);
            truth(GATE, i * 20_000L, i * 20_000L + 10_000, "Idle");
        }
        harness.setProcessingTime(WAIT + MOST);

        assertNothingIsLeft();
    }

    @Test
    void shouldLetNothingOfANewCameraWaitWhenThereAreTooMany() throws Exception {
        for (int i = 0; i < 100; i++) {
            event("random-" + i, 0, "Biking");
            truth("random-" + i, 20_000, 30_000, "Biking");
        }

        assertThat(harness.numProcessingTimeTimers()).isEqualTo(MOST_CAMERAS);
    }

    @Test
    void shouldEndAllWaitsWhenTheInputEnds() throws Exception {
        event(GATE, 0, "Archery");
        truth(GATE, 20_000, 30_000, "Biking");

        harness.processWatermark1(Watermark.MAX_WATERMARK);
        harness.processWatermark2(Watermark.MAX_WATERMARK);

        assertThat(told()).hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void shouldGoOnAfterARestoreWithoutCountingTheDowntime() throws Exception {
        event(GATE, 0, "Archery");
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.setProcessingTime(10 * WAIT);
        harness.open();

        truth(GATE, 0, 10_000, "Archery");

        assertThat(told()).containsExactly(outcome(0, "Archery", "Archery"));
    }

    @Test
    void shouldRefuseSenselessOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JudgeEvents(Duration.ZERO, MOST, MOST_CAMERAS, Set.of()))
                .withMessage("wait must be longer than nothing, not PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JudgeEvents(Duration.ofHours(1), 0, MOST_CAMERAS, Set.of()))
                .withMessage("most must be at least 1, not 0");
    }

    private void event(String camera, long start, String label) throws Exception {
        harness.processElement1(event(camera, start, label, Event.Phase.END), 0);
    }

    private void truth(String camera, long start, long end, String label) throws Exception {
        harness.processElement2(new TrueAction(camera, start, end, label), 0);
    }

    private void waitIsOver() throws Exception {
        harness.setProcessingTime(WAIT);
    }

    private List<Outcome> told() {
        return harness.extractOutputValues();
    }

    private void assertNothingIsLeft() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private static Event event(String camera, long start, String label, Event.Phase phase) {
        String id = camera + "/" + start + "/" + label;
        return new Event(id, camera, phase, label, start, start + LENGTH, 0.9f, 0.95f, 2, "model-1");
    }

    private static Outcome outcome(long start, String truth, String label) {
        return new Outcome(Accuracy.EVENTS, GATE, start, start + LENGTH, truth, label);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Event, TrueAction, Outcome> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(
                        new JudgeEvents(Duration.ofMillis(WAIT), MOST, MOST_CAMERAS, Set.of("Idle"))),
                Event::camera,
                TrueAction::camera,
                Types.STRING);
    }
}
