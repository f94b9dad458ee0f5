package io.actionstream.operators.truth;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthCoverageTest {

    private static final LabelledClip CLIP = new LabelledClip(GATE, 1000, 2000, "Archery", null);

    @Test
    void shouldFindNoTruthAmongNone() {
        assertThat(coverage().longest()).isEmpty();
        assertThat(coverage().ofMoreThanHalf()).isEmpty();
    }

    @Test
    void shouldFindTheLabelOfMoreThanHalf() {
        assertThat(coverage(truth(1000, 1501, "Biking")).ofMoreThanHalf()).contains("Biking");
    }

    @Test
    void shouldNotTakeHalfForMoreThanHalf() {
        TruthCoverage half = coverage(truth(1500, 2000, "Biking"));

        assertThat(half.ofMoreThanHalf()).isEmpty();
        assertThat(half.longest()).contains("Biking");
    }

    @Test
    void shouldCountOnlyWhatLiesInTheClip() {
        assertThat(coverage(truth(0, 1300, "Archery"), truth(1600, 90_000, "Biking"))
                        .longest())
                .contains("Biking");
    }

    @Test
    void shouldIgnoreTruthsBesideTheClip() {
        assertThat(coverage(truth(0, 1000, "Archery"), truth(2000, 3000, "Biking"))
                        .longest())
                .isEmpty();
    }

    @Test
    void shouldAddUpThePartsOfALabel() {
        assertThat(coverage(truth(1000, 1300, "Biking"), truth(1700, 2000, "Biking"), truth(1300, 1700, "Archery"))
                        .ofMoreThanHalf())
                .contains("Biking");
    }

    @Test
    void shouldCountTimeOnceWhereTruthsOfALabelOverlap() {
        assertThat(coverage(truth(1000, 1400, "Biking"), truth(1100, 1200, "Biking"), truth(1200, 1500, "Biking"))
                        .ofMoreThanHalf())
                .isEmpty();
    }

    @Test
    void shouldTakeTheLongerOfTwoLabelsThatOverlap() {
        assertThat(coverage(truth(1000, 1600, "Archery"), truth(1000, 1700, "Biking"))
                        .ofMoreThanHalf())
                .contains("Biking");
    }

    @Test
    void shouldTakeTheEarlierOfEqualLabelsInWhateverOrderTheyCame() {
        TrueAction first = truth(1000, 1200, "Walking");
        TrueAction second = truth(1200, 1400, "Biking");

        assertThat(coverage(first, second).longest()).contains("Walking");
        assertThat(coverage(second, first).longest()).contains("Walking");
    }

    @Test
    void shouldCoverAClipOfASingleSample() {
        LabelledClip instant = new LabelledClip(GATE, 1000, 1000, "Archery", null);

        assertThat(TruthCoverage.of(instant, List.of(truth(900, 1001, "Biking")))
                        .ofMoreThanHalf())
                .contains("Biking");
        assertThat(TruthCoverage.of(instant, List.of(truth(900, 1000, "Biking")))
                        .longest())
                .isEmpty();
    }

    @Test
    void shouldTakeATruthOfAnInstantWhenThereIsNoOther() {
        assertThat(coverage(truth(1500, 1500, "Biking")).longest()).contains("Biking");
    }

    @Test
    void shouldBearTheEndOfTime() {
        assertThat(coverage(truth(0, Long.MAX_VALUE, "Biking")).ofMoreThanHalf())
                .contains("Biking");
        assertThat(coverage(truth(Long.MAX_VALUE, Long.MAX_VALUE, "Biking")).longest())
                .isEmpty();
    }

    private static TruthCoverage coverage(TrueAction... truths) {
        return TruthCoverage.of(CLIP, List.of(truths));
    }

    private static TrueAction truth(long start, long end, String label) {
        return new TrueAction(GATE, start, end, label);
    }
}
