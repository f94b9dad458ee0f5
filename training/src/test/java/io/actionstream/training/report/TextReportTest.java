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
        assertThat(TextReport.of(evaluation, 2).lines())
                .containsExactly(
                        "samples 2",
                        "accuracy 0.5000 (95 %: 0.0945 to 0.9055)",
                        "top-2 1.0000",
                        "loss 0.8574",
                        "",
                        "class    precision  recall  support",
                        "Archery      0.500   1.000        1",
                        "Bowling          -   0.000        1",
                        "",
                        "truth    as",
                        "Archery    1    .",
                        "Bowling    1    .");
    }
}
