package io.actionstream.jobs.compare;

import static io.actionstream.jobs.compare.TestResults.CLIP_MILLIS;
import static io.actionstream.jobs.compare.TestResults.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.compare.ClipFigures.OfLabel;
import io.actionstream.jobs.compare.ClipFigures.Pair;
import io.actionstream.jobs.compare.ClipFigures.Verdicts;
import io.actionstream.jobs.options.Stretch;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.TrueAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipCountTest {

    private Results results = TestResults.all();

    @Test
    void shouldCountClipsByCameraAndStart() {
        left("gate-1", 0, "Wave");
        left("gate-1", 1, "Wave");
        right("gate-1", 1, "Wave");
        right("gate-1", 2, "Wave");
        right("gate-2", 0, "Wave");

        ClipFigures figures = ClipCount.of(results);

        assertThat(figures.both()).isEqualTo(1);
        assertThat(figures.onlyLeft()).isEqualTo(1);
        assertThat(figures.onlyRight()).isEqualTo(2);
        assertThat(figures.same()).isEqualTo(1);
    }

    @Test
    void shouldCountAgreementByLabelAndEachPairOfLabelsThatDiffer() {
        both(0, "Wave", "Wave");
        both(1, "Wave", "Wave");
        both(2, "Wave", "Jump");
        both(3, "Jump", "Wave");
        both(4, "Wave", "Jump");
        both(5, "Sit", "Sit");

        ClipFigures figures = ClipCount.of(results);

        assertThat(figures.labels())
                .containsExactly(
                        new OfLabel("Jump", 1, 2, 0), new OfLabel("Sit", 1, 1, 1), new OfLabel("Wave", 4, 3, 2));
        assertThat(figures.labels()).extracting(OfLabel::agreement).containsExactly(0.0, 1.0, 0.4);
        assertThat(figures.differing()).containsExactly(new Pair("Wave", "Jump", 2), new Pair("Jump", "Wave", 1));
        assertThat(figures.agreement()).isEqualTo(0.5);
    }

    @Test
    void shouldCountWhatWasDeliveredAgainOnceAndByItsLastRecord() {
        both(0, "Wave", "Jump");
        both(0, "Wave", "Jump");
        right("gate-1", 0, "Sit");

        assertThat(ClipCount.of(results).differing()).containsExactly(new Pair("Wave", "Sit", 1));
    }

    @Test
    void shouldSayWhichOfTheTwoWasRight() {
        truly(0, "Wave", "Wave", "Wave");
        truly(1, "Wave", "Jump", "Wave");
        truly(2, "Wave", "Jump", "Wave");
        truly(3, "Wave", "Jump", "Jump");
        truly(4, "Wave", "Wave", "Sit");
        both(5, "Wave", "Wave");
        results.left().action(action("gate-1", 6, "Wave", "Wave"));

        assertThat(ClipCount.of(results).truth()).isEqualTo(new Verdicts(1, 2, 1, 1));
    }

    @Test
    void shouldTakeTheTruthOfTheTopicThatCoversMostOfAClipUnlessOneCameWithTheFrames() {
        both(1, "Wave", "Jump");
        truly(2, "Jump", "Sit", "Jump");
        truth("gate-1", 0, CLIP_MILLIS + 2000, "Sit");
        truth("gate-1", CLIP_MILLIS + 2000, 3 * CLIP_MILLIS, "Wave");
        truth("gate-2", 0, 3 * CLIP_MILLIS, "Jump");

        assertThat(ClipCount.of(results).truth()).isEqualTo(new Verdicts(0, 2, 0, 0));
    }

    @Test
    void shouldFindAShortTruthBehindALongOne() {
        both(3, "Wave", "Jump");
        truth("gate-1", 0, 3 * CLIP_MILLIS + 100, "Jump");
        truth("gate-1", 3 * CLIP_MILLIS + 1000, 3 * CLIP_MILLIS + 1200, "Wave");

        assertThat(ClipCount.of(results).truth()).isEqualTo(new Verdicts(0, 1, 0, 0));
    }

    @Test
    void shouldTakeNoTruthThatCannotBe() {
        both(0, "Wave", "Jump");
        truth("gate-1", 5000, 1000, "Wave");
        truth(null, 0, 5000, "Wave");
        truth("gate-1", Long.MIN_VALUE, Long.MAX_VALUE, "Wave");

        assertThat(ClipCount.of(results).truth().clips()).isZero();
    }

    @Test
    void shouldTakeTimesThatAreNoTimesAsTheyCome() {
        for (long start : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE - 1}) {
            Action action = new Action("gate-1", start, -start, "Wave", 1, List.of(), null, "small-1", 10, 5);
            results.left().action(action);
            results.right().action(action);
        }
        truth("gate-1", 0, Long.MAX_VALUE, "Wave");

        assertThat(ClipCount.of(results).both()).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutWhatDoesNotStartInTheStretch() {
        results = new Results(new Stretch(CLIP_MILLIS, 2 * CLIP_MILLIS), 1);
        for (int clip = 0; clip < 4; clip++) {
            both(clip, "Wave", "Wave");
        }

        assertThat(ClipCount.of(results).both()).isEqualTo(1);
        assertThat(ClipCount.of(results).onlyLeft()).isZero();
    }

    @Test
    void shouldHoldNoMoreThanItMay() {
        results = new Results(Stretch.between(null, null), 2);
        both(0, "Wave", "Wave");
        both(1, "Wave", "Wave");

        assertThatCode(() -> both(0, "Wave", "Wave")).doesNotThrowAnyException();
        assertThatThrownBy(() -> left("gate-2", 0, "Wave"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("--max-records=2")
                .hasMessageContaining("--start and --stop-at");
    }

    @Test
    void shouldCountAnActionWithoutALabelAsNoResult() {
        left("gate-1", 0, null);

        assertThat(ClipCount.of(results).onlyLeft()).isZero();
        assertThat(results.unreadable()).isEqualTo(1);
    }

    private void left(String camera, int clip, String label) {
        results.left().action(action(camera, clip, label, null));
    }

    private void right(String camera, int clip, String label) {
        results.right().action(action(camera, clip, label, null));
    }

    private void both(int clip, String left, String right) {
        left("gate-1", clip, left);
        right("gate-1", clip, right);
    }

    private void truly(int clip, String left, String right, String truth) {
        results.left().action(action("gate-1", clip, left, truth));
        results.right().action(action("gate-1", clip, right, truth));
    }

    private void truth(String camera, long start, long end, String label) {
        results.left().truth(new TrueAction(camera, start, end, label));
    }
}
