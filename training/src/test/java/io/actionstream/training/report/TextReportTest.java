package io.actionstream.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluation.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void shouldShowFiguresClassesAndConfusion() {
        Evaluation evaluation = new Evaluation(
                List.of("Archery", "Bowling"),
                List.of(new Judged("a.avi", 0, new float[] {0.9f, 0.1f}), new Judged("b.avi", 1, new float[] {0.8f, 0.2f
                })));
        assertThat(TextReport.of(evaluation, 2).lines().limit(13))
                .containsExactly(
                        "samples 2",
                        "accuracy 0.5000 (95 %: 0.0945 to 0.9055)",
                        "top-2 1.0000",
                        "loss 0.8574",
                        "expected calibration error 0.4500",
                        "",
                        "class    precision  recall  support",
                        "Archery      0.500   1.000        1",
                        "Bowling          -   0.000        1",
                        "",
                        "truth    as",
                        "Archery    1    .",
                        "Bowling    1    .");
    }

    @Test
    void shouldShowWhatThresholdsGive() {
        Evaluation evaluation = new Evaluation(
                List.of("Archery", "Bowling"),
                List.of(new Judged("a.avi", 0, new float[] {0.9f, 0.1f}), new Judged("b.avi", 1, new float[] {0.8f, 0.2f
                })));
        assertThat(TextReport.of(evaluation, 2).lines().skip(13))
                .startsWith(
                        "",
                        "unknown below  answered  of these right",
                        "         0.00     1.000           0.500",
                        "         0.05     1.000           0.500")
                .contains("         0.85     0.500           1.000")
                .endsWith("         0.95     0.000               -");
    }
}
