package io.actionstream.operators.accuracy;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.ClassFigures;
import io.actionstream.operators.records.Outcome;
import io.actionstream.operators.testing.RecordedMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollingAccuracyTest {

    private static final Duration REPORT = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofHours(1);

    private static final int MOST_CAMERAS = 3;

    private KeyedOneInputStreamOperatorTestHarness<String, Outcome, Accuracy> harness;
    private long start;
    private final RecordedMetrics metrics = new RecordedMetrics();

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness(4);
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldReportTheFirstClipAtOnce() throws Exception {
        count(GATE, "Archery", "Archery");

        assertThat(reports()).hasSize(1);
        assertThat(newest().scope()).isEqualTo(GATE);
        assertThat(newest().clips()).isEqualTo(1);
        assertThat(newest().accuracy()).isEqualTo(1.0);
        assertThat(newest().window()).isEqualTo(4);
        assertThat(newest().at()).isEqualTo(6400);
    }

    @Test
    void shouldMakeMetricsOfWhatIsReportedOfAllCameras() throws Exception {
        count(GATE, "Archery", "Archery");
        assertThat(metrics.get("accuracy")).isNull(); // of a camera there is none

        count(Accuracy.ALL, "Archery", "Archery");
        assertThat(metrics.value("accuracy")).isEqualTo(1.0);
        assertThat(metrics.value("accuracyClips")).isEqualTo(1);

        count(Accuracy.ALL, "Archery", "Biking");
        assertThat(metrics.value("accuracyClips")).isEqualTo(1); // it is not reported yet
        harness.setProcessingTime(1000);
        assertThat(metrics.value("accuracy")).isEqualTo(0.5);
        assertThat(metrics.value("accuracyClips")).isEqualTo(2);
    }

    @Test
    void shouldReportAtMostOnceInAPeriodAndTheNewestStateInTheEnd() throws Exception {
        count(GATE, "Archery", "Archery");
        count(GATE, "Archery", "Biking");
        count(GATE, "Archery", "Biking");
        assertThat(reports()).hasSize(1);

        harness.setProcessingTime(1000);

        assertThat(reports()).hasSize(2);
        assertThat(newest().clips()).isEqualTo(3);
        assertThat(newest().correct()).isEqualTo(1);
    }

    @Test
    void shouldReportTheNewestStateWhenTheInputEnds() throws Exception {
        count(GATE, "Archery", "Archery");
        count(GATE, "Archery", "Biking");

        harness.processWatermark(Long.MAX_VALUE);

        assertThat(reports()).hasSize(2);
        assertThat(newest().clips()).isEqualTo(2);
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void shouldReportNothingWhenNothingChanged() throws Exception {
        count(GATE, "Archery", "Archery");

        harness.setProcessingTime(60_000);

        assertThat(reports()).hasSize(1);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void shouldGivePrecisionAndRecallByClass() throws Exception {
        count(GATE, "Archery", "Archery");
        count(GATE, "Archery", "Biking");
        count(GATE, "Biking", "Biking");
        harness.setProcessingTime(1000);

        assertThat(newest().classes())
                .containsExactly(new ClassFigures("Archery", 2, 1.0, 0.5), new ClassFigures("Biking", 1, 0.5, 1.0));
        assertThat(newest().confusion().labels()).containsExactly("Archery", "Biking");
        assertThat(newest().confusion().counts()).containsExactly(List.of(1, 1), List.of(0, 1));
    }

    @Test
    void shouldCountATruthThatTheModelDoesNotKnowAsWrongInARowOfItsOwn() throws Exception {
        count(GATE, "Juggling", "Archery");

        assertThat(newest().accuracy()).isZero();
        assertThat(newest().classes())
                .containsExactly(new ClassFigures("Archery", 0, 0.0, null), new ClassFigures("Juggling", 1, null, 0.0));
        assertThat(newest().confusion().counts()).containsExactly(List.of(0, 0), List.of(1, 0));
    }

    @Test
    void shouldCountTheLastClipsOnly() throws Exception {
        count(GATE, "Diving", "Archery");
        for (int clip = 0; clip < 4; clip++) {
            count(GATE, "Biking", "Biking");
        }
        harness.setProcessingTime(1000);

        assertThat(newest().clips()).isEqualTo(4);
        assertThat(newest().correct()).isEqualTo(4);
        assertThat(newest().confusion().labels()).containsExactly("Biking");
    }

    @Test
    void shouldCountAReplayedClipOnce() throws Exception {
        process(new Outcome("*", GATE, 1000, 6400, "Archery", "Archery"));
        process(new Outcome("*", GATE, 1000, 6400, "Archery", "Archery"));
        process(new Outcome("*", "yard", 1000, 6400, "Archery", "Biking"));
        harness.setProcessingTime(1000);

        assertThat(newest().clips()).isEqualTo(2);
    }

    @Test
    void shouldNotGrowWithTheClipsThatLeftTheWindow() throws Exception {
        for (int clip = 0; clip < 4; clip++) {
            count("*", "Biking", "Biking");
        }
        long full = harness.snapshot(1, 1).getStateSize();
        for (int clip = 0; clip < 50; clip++) {
            count("*", "Biking", "Biking");
        }

        assertThat(harness.snapshot(2, 2).getStateSize()).isEqualTo(full);
    }

    @Test
    void shouldForgetAnIdleCamera() throws Exception {
        count(GATE, "Archery", "Archery");

        harness.setProcessingTime(IDLE.toMillis());

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldSayThatACameraIsForgottenAndBeginAnewWhenItComesBack() throws Exception {
        count(GATE, "Archery", "Archery");

        harness.setProcessingTime(IDLE.toMillis());
        assertThat(reports()).hasSize(2).element(0).matches(report -> !report.forgotten());
        assertThat(newest()).isEqualTo(Accuracy.forgotten(GATE)).matches(Accuracy::forgotten);
        harness.setProcessingTime(3 * IDLE.toMillis());
        assertThat(reports()).hasSize(2);

        count(GATE, "Archery", "Biking");
        assertThat(reports()).hasSize(3);
        assertThat(newest().clips()).isEqualTo(1);
        assertThat(newest().forgotten()).isFalse();
    }

    @Test
    void shouldRememberACameraThatGoesOn() throws Exception {
        count(GATE, "Archery", "Archery");
        harness.setProcessingTime(IDLE.toMillis() - 1);
        count(GATE, "Archery", "Archery");

        harness.setProcessingTime(IDLE.toMillis() + 2000);

        assertThat(newest().clips()).isEqualTo(2);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void shouldNeverForgetAllCamerasTogether() throws Exception {
        count("*", "Archery", "Archery");

        harness.setProcessingTime(10 * IDLE.toMillis());

        assertThat(reports()).extracting(Accuracy::forgotten).containsExactly(false);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldGoOnAfterARestoreWithASmallerWindow() throws Exception {
        for (int clip = 0; clip < 4; clip++) {
            count(GATE, "Archery", "Biking");
        }
        restoreWithWindow(2);
        count(GATE, "Archery", "Archery");
        harness.setProcessingTime(1000);

        assertThat(newest().clips()).isEqualTo(2);
        assertThat(newest().correct()).isEqualTo(1);
    }

    @Test
    void shouldForgetACameraWhoseReportWasDueWhenItIsRestoredMuchLater() throws Exception {
        count(GATE, "Archery", "Archery");
        harness.setProcessingTime(IDLE.toMillis() - 500);
        count(GATE, "Archery", "Archery");
        count(GATE, "Archery", "Biking");
        restoreWithWindow(4);
        harness.setProcessingTime(2 * IDLE.toMillis());

        assertThat(reports()).extracting(Accuracy::clips).containsExactly(3, 0);
        assertThat(newest()).isEqualTo(Accuracy.forgotten(GATE));
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void shouldGiveTheFiguresOfEvents() throws Exception {
        long hour = Duration.ofHours(1).toMillis();
        harness = harness(6);
        harness.open();
        process(event(0, 10_000, "Biking", "Biking"));
        process(event(20_000, 30_000, Labels.NOTHING, "Biking"));
        process(event(40_000, 50_000, Labels.NOTHING, "Archery"));
        process(event(hour / 2, hour / 2, "Archery", "Biking"));
        process(event(hour - 1, hour, "Archery", Labels.NOTHING));
        process(new Outcome(Accuracy.EVENTS, "yard", 0, hour, "Archery", "Archery"));
        harness.setProcessingTime(REPORT.toMillis());

        assertThat(newest().scope()).isEqualTo("events:*");
        assertThat(newest().clips()).isEqualTo(6);
        assertThat(newest().correct()).isEqualTo(2);
        assertThat(newest().events()).isEqualTo(new Accuracy.EventFigures(2 / 5.0, 2 / 4.0, 3 / 2.0, 2.0));
        assertThat(newest().classes())
                .containsExactly(
                        new ClassFigures("Archery", 3, 1 / 2.0, 1 / 3.0),
                        new ClassFigures("Biking", 1, 1 / 3.0, 1.0),
                        new ClassFigures(Labels.NOTHING, 2, 0.0, 0.0));
    }

    @Test
    void shouldHaveNoPrecisionWithoutEventsAndNoRecallWithoutTruths() throws Exception {
        process(event(0, 3_600_000, Labels.NOTHING, "Biking"));
        assertThat(newest().events()).isEqualTo(new Accuracy.EventFigures(0.0, null, 1, 1));

        harness = harness(4);
        harness.open();
        process(event(0, 3_600_000, "Biking", Labels.NOTHING));
        assertThat(newest().events()).isEqualTo(new Accuracy.EventFigures(null, 0.0, 0, 1));
    }

    @Test
    void shouldCountOutcomesOfEventsThatStartTogether() throws Exception {
        process(event(0, 10_000, Labels.NOTHING, "Biking"));
        process(event(0, 60_000, "Archery", Labels.NOTHING));
        process(event(0, 10_000, Labels.NOTHING, "Biking"));
        harness.setProcessingTime(REPORT.toMillis());

        assertThat(newest().clips()).isEqualTo(2);
    }

    @Test
    void shouldNeverForgetEvents() throws Exception {
        process(event(0, 10_000, "Biking", "Biking"));
        harness.setProcessingTime(10 * IDLE.toMillis());

        assertThat(reports()).hasSize(1);
    }

    @Test
    void shouldGiveNoFiguresOfEventsForClips() throws Exception {
        count(GATE, "Biking", "Biking");

        assertThat(newest().events()).isNull();
    }

    @Test
    void shouldRefuseSenselessOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RollingAccuracy(0, REPORT, IDLE, MOST_CAMERAS))
                .withMessage("window must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RollingAccuracy(1, IDLE, REPORT, MOST_CAMERAS))
                .withMessage("idle must be at least report, PT1H, not PT1S");
    }

    @Test
    void shouldHaveNoFiguresOfANewCameraWhenThereAreTooMany() throws Exception {
        for (String scope : List.of("a", "b", "c", "d", "*", "a")) {
            count(scope, "Archery", "Archery");
        }

        assertThat(reports()).extracting(Accuracy::scope).containsExactly("a", "b", "c", "*");
        harness.setProcessingTime(2 * IDLE.toMillis());
        count("d", "Archery", "Archery");
        assertThat(newest().scope()).isEqualTo("d");
    }

    private void count(String scope, String truth, String label) throws Exception {
        start += 1000;
        process(new Outcome(scope, GATE, start, start + 5400, truth, label));
    }

    private static Outcome event(long start, long end, String truth, String label) {
        return new Outcome(Accuracy.EVENTS, GATE, start, end, truth, label);
    }

    private void process(Outcome outcome) throws Exception {
        harness.processElement(outcome, 0);
    }

    private List<Accuracy> reports() {
        return harness.extractOutputValues();
    }

    private Accuracy newest() {
        return reports().get(reports().size() - 1);
    }

    private void restoreWithWindow(int window) throws Exception {
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness(window);
        harness.initializeState(state);
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Outcome, Accuracy> harness(int window) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RollingAccuracy(window, REPORT, IDLE, MOST_CAMERAS)) {
                    @Override
                    public InternalOperatorMetricGroup getMetricGroup() {
                        return RollingAccuracyTest.this.metrics;
                    }
                },
                Outcome::scope,
                Types.STRING);
    }
}
