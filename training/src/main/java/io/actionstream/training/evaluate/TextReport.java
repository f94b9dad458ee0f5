package io.actionstream.training.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An evaluation as tables of text. */
public final class TextReport {
    private static final int TOP = 5;

    private TextReport() {}

    /** The figures, by class, and the confusion matrix. */
    public static String of(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "samples %d%naccuracy %.4f ± %.4f (95 %%)%ntop-%d %.4f%nloss %.4f%n%n",
                evaluation.samples().size(),
                evaluation.accuracy(),
                evaluation.accuracyMargin(),
                TOP,
                evaluation.topK(TOP),
                evaluation.loss()));
        classes(evaluation, text);
        confusion(evaluation, text);
        return text.toString();
    }

    private static void classes(Evaluation evaluation, StringBuilder text) {
        List<String> labels = evaluation.labels();
        int width = width(labels);
        text.append(String.format("%-" + width + "s  precision  recall  support%n", "class"));
        int[][] counts = evaluation.confusion();
        for (int c = 0; c < labels.size(); c++) {
            text.append(String.format(
                    "%-" + width + "s  %9s  %6s  %7d%n",
                    labels.get(c),
                    share(evaluation.precision(c)),
                    share(evaluation.recall(c)),
                    Arrays.stream(counts[c]).sum()));
        }
        text.append(String.format("%n"));
    }

    private static void confusion(Evaluation evaluation, StringBuilder text) {
        List<String> labels = evaluation.labels();
        int width = width(labels);
        text.append(String.format("%-" + width + "s  as%n", "truth"));
        int[][] counts = evaluation.confusion();
        for (int c = 0; c < labels.size(); c++) {
            text.append(String.format("%-" + width + "s", labels.get(c)));
            for (int count : counts[c]) {
                text.append(String.format(" %4s", count == 0 ? "." : count));
            }
            text.append(String.format("%n"));
        }
    }

    /** A class never predicted has no precision, and one without samples no recall. */
    private static String share(Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }

    private static int width(List<String> labels) {
        return Math.max(5, labels.stream().mapToInt(String::length).max().orElse(0));
    }
}
