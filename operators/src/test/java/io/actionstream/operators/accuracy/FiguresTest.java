package io.actionstream.operators.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.ClassFigures;
import io.actionstream.operators.records.ConfusionCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Map<ConfusionCell, Integer> cells = new LinkedHashMap<>();

    @Test
    void shouldGiveEachOf128LabelsItsOwnFigures() {
        clipsOfSoManyTruths(128);

        Accuracy figures = figures();

        assertThat(figures.confusion().labels()).hasSize(128).doesNotContain("(other)");
    }

    @Test
    void shouldFoldTheLabelsOfLeastSupportIntoOne() {
        clipsOfSoManyTruths(128);
        clips("rare", "rare", 1);
        clips("rarer", "truth 5", 1);
        clips("truth 5", "rare", 1);

        Accuracy figures = figures();

        assertThat(figures.confusion().labels())
                .hasSize(129)
                .contains("truth 0", "truth 127")
                .doesNotContain("rare", "rarer")
                .endsWith("(other)");
        assertThat(row(figures, "(other)")).isEqualTo(new ClassFigures("(other)", 2, 0.5, 0.5));
        assertThat(figures.clips()).isEqualTo(128 * 2 + 3);
        assertThat(figures.correct()).isEqualTo(128 * 2 + 1);
        int other = 128;
        int five = figures.confusion().labels().indexOf("truth 5");
        assertThat(count(figures, other, other)).isEqualTo(1);
        assertThat(count(figures, other, five)).isEqualTo(1);
        assertThat(count(figures, five, other)).isEqualTo(1);
    }

    @Test
    void shouldNotCallAClipRightWhoseTruthAndLabelWereFolded() {
        clipsOfSoManyTruths(128);
        clips("rare", "rarer", 1);

        Accuracy figures = figures();

        assertThat(count(figures, 128, 128)).isEqualTo(1);
        assertThat(figures.correct()).isEqualTo(128 * 2);
        assertThat(row(figures, "(other)")).isEqualTo(new ClassFigures("(other)", 1, 0.0, 0.0));
    }

    @Test
    void shouldPreferALabelThatWasGivenAmongThoseOfNoSupport() {
        clipsOfSoManyTruths(127);
        clips("truth 0", "given once", 1);
        clips("truth 0", "a rival", 2);

        assertThat(figures().confusion().labels())
                .contains("a rival", "(other)")
                .doesNotContain("given once");
    }

    @Test
    void shouldFoldATruthThatIsCalledLikeTheRestWithIt() {
        clipsOfSoManyTruths(128);
        clips("(other)", "truth 0", 50);
        clips("rare", "truth 0", 1);

        Accuracy figures = figures();

        assertThat(figures.confusion().labels()).hasSize(129).doesNotHaveDuplicates();
        assertThat(row(figures, "(other)").support()).isEqualTo(51);
    }

    @Test
    void shouldStayBoundedThoughEveryClipHasATruthOfItsOwn() {
        for (int clip = 0; clip < 5000; clip++) {
            clips("truth " + clip, "label " + clip % 900, 1);
        }

        Accuracy figures = figures();

        assertThat(figures.clips()).isEqualTo(5000);
        assertThat(figures.classes()).hasSize(129);
        assertThat(figures.confusion().counts())
                .hasSize(129)
                .allSatisfy(row -> assertThat(row).hasSize(129));
        assertThat(figures.confusion().counts().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(5000);
    }

    private void clipsOfSoManyTruths(int truths) {
        for (int truth = 0; truth < truths; truth++) {
            clips("truth " + truth, "truth " + truth, 2);
        }
    }

    private void clips(String truth, String label, int count) {
        cells.put(new ConfusionCell(truth, label), count);
    }

    private Accuracy figures() {
        return Figures.of("*", 1000, 500, cells.entrySet());
    }

    private static ClassFigures row(Accuracy figures, String label) {
        return figures.classes().get(figures.confusion().labels().indexOf(label));
    }

    private static int count(Accuracy figures, int truth, int label) {
        return figures.confusion().counts().get(truth).get(label);
    }
}
