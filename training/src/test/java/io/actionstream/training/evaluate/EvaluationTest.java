package io.actionstream.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.training.evaluate.Evaluation.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final List<String> LABELS = List.of("A", "B", "C", "D");

    /** A twice right, once taken for B; B right; C taken for A; D occurs nowhere. */
    private final Evaluation evaluation = new Evaluation(
            LABELS,
            List.of(
                    judged(0, 0.7f, 0.1f, 0.1f, 0.1f),
                    judged(0, 0.4f, 0.3f, 0.2f, 0.1f),
                    judged(0, 0.3f, 0.4f, 0.2f, 0.1f),
                    judged(1, 0.2f, 0.5f, 0.2f, 0.1f),
                    judged(2, 0.5f, 0.3f, 0.2f, 0.0f)));

    @Test
    void shouldCountWhatWasRight() {
        assertThat(evaluation.accuracy()).isEqualTo(0.6);
        assertThat(evaluation.topK(2)).isEqualTo(0.8);
        assertThat(evaluation.topK(4)).isEqualTo(1);
    }

    @Test
    void shouldCountTruthsInRowsAndPredictionsInColumns() {
        assertThat(evaluation.confusion())
                .isDeepEqualTo(new int[][] {{2, 1, 0, 0}, {0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}});
    }

    @Test
    void shouldGivePrecisionAndRecallByClass() {
        assertThat(evaluation.precision(0)).isEqualTo(2 / 3.0);
        assertThat(evaluation.recall(0)).isEqualTo(2 / 3.0);
        assertThat(evaluation.precision(1)).isEqualTo(0.5);
        assertThat(evaluation.recall(2)).isZero();
        assertThat(evaluation.support(0)).isEqualTo(3);
    }

    @Test
    void shouldGiveNoPrecisionToAClassNeverPredictedAndNoRecallToOneThatNeverOccurs() {
        assertThat(evaluation.precision(2)).isNull();
        assertThat(evaluation.precision(3)).isNull();
        assertThat(evaluation.recall(3)).isNull();
    }

    @Test
    void shouldAverageTheCrossEntropy() {
        double expected = -(Math.log(0.7) + Math.log(0.4) + Math.log(0.3) + Math.log(0.5) + Math.log(0.2)) / 5;
        assertThat(evaluation.loss()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void shouldKeepTheLossFiniteWhenATruthIsGivenNoProbability() {
        assertThat(new Evaluation(LABELS, List.of(judged(0, 0, 1, 0, 0))).loss())
                .isFinite()
                .isGreaterThan(20);
    }

    @Test
    void shouldRankEquallyProbableClassesAsItPredicts() {
        Judged undecided = judged(1, 0.25f, 0.25f, 0.25f, 0.25f);
        assertThat(undecided.predicted()).isZero();
        assertThat(undecided.isInTop(1)).isFalse();
        assertThat(undecided.isInTop(2)).isTrue();
    }

    @Test
    void shouldNotTakeWhatIsNoNumberForRight() {
        Judged broken = judged(0, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        assertThat(broken.isInTop(1)).isFalse();
    }

    /** Values of Brown, Cai and DasGupta (2001) and of the formula by hand. */
    @Test
    void shouldGiveTheScoreInterval() {
        assertThat(Interval.wilson(60, 100).low()).isCloseTo(0.5020, within(5e-5));
        assertThat(Interval.wilson(60, 100).high()).isCloseTo(0.6906, within(5e-5));
        assertThat(Interval.wilson(10, 10).high()).isEqualTo(1, within(1e-9));
        assertThat(Interval.wilson(10, 10).low()).isCloseTo(0.7225, within(5e-5));
        assertThat(Interval.wilson(0, 10).low()).isEqualTo(0, within(1e-9));
    }

    @Test
    void shouldNotBeEmpty() {
        assertThatThrownBy(() -> new Evaluation(LABELS, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Judged judged(int truth, float... probabilities) {
        return new Judged("v.avi", truth, probabilities);
    }
}
