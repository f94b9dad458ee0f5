package io.actionstream.training.report;

import io.actionstream.training.evaluate.Calibration;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Interval;
import io.actionstream.training.evaluate.Threshold;
import java.util.List;
import java.util.Locale;

/** An evaluation as tables of text. */
public final class TextReport {
    private static final int MIN_WIDTH = 5;

    private TextReport() {}

    /**
     * The figures, by class, and the confusion matrix.
     *
     * @param top how many of the most probable classes count in the second accuracy
     */
    public static String of(Evaluation evaluation, int top) {
        StringBuilder text = new StringBuilder();
        figures(evaluation, top, text);
        classes(evaluation, text);
        confusion(evaluation, text);
        thresholds(evaluation, text);
        return text.toString();
    }

    private static void figures(Evaluation evaluation, int top, StringBuilder text) {
        Interval interval = evaluation.accuracyInterval();
        line(text, "samples %d", evaluation.samples().size());
        line(text, "accuracy %.4f (95 %%: %.4f to %.4f)", evaluation.accuracy(), interval.low(), interval.high());
        line(text, "top-%d %.4f", top, evaluation.topK(top));
        line(text, "loss %.4f", evaluation.loss());
        line(text, "expected calibration error %.4f", Calibration.of(evaluation).expectedError());
        line(text, "");
    }

    private static void classes(Evaluation evaluation, StringBuilder text) {
        String name = nameFormat(evaluation.labels());
        line(text, name + "  precision  recall  support", "class");
        for (int c = 0; c < evaluation.labels().size(); c++) {
            line(
                    text,
                    name + "  %9s  %6s  %7d",
                    evaluation.labels().get(c),
                    share(evaluation.precision(c)),
                    share(evaluation.recall(c)),
                    evaluation.support(c));
        }
        line(text, "");
    }

    private static void confusion(Evaluation evaluation, StringBuilder text) {
        String name = nameFormat(evaluation.labels());
        line(text, name + "  as", "truth");
        int[][] counts = evaluation.confusion();
        for (int c = 0; c < counts.length; c++) {
            StringBuilder row = new StringBuilder();
            for (int count : counts[c]) {
                row.append(String.format(Locale.ROOT, " %4s", count == 0 ? "." : count));
            }
            line(text, name + "%s", evaluation.labels().get(c), row);
        }
    }

    private static void thresholds(Evaluation evaluation, StringBuilder text) {
        line(text, "");
        line(text, "unknown below  answered  of these right");
        for (Threshold threshold : Threshold.of(evaluation)) {
            line(
                    text,
                    "%13.2f  %8.3f  %14s",
                    threshold.confidence(),
                    threshold.coverage(),
                    share(threshold.precision()));
        }
    }

    /** A class never predicted has no precision, and one without samples no recall. */
    private static String share(Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }

    private static String nameFormat(List<String> labels) {
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        return "%-" + Math.max(MIN_WIDTH, longest) + "s";
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
