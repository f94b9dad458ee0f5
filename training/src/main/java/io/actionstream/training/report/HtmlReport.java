package io.actionstream.training.report;

import io.actionstream.training.evaluate.Calibration;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluation.Judged;
import io.actionstream.training.evaluate.Interval;
import io.actionstream.training.evaluate.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An evaluation as one HTML page that needs nothing else: its pictures are in it. */
public final class HtmlReport {
    private static final int MOST_MISTAKES = 30;
    private static final String STYLE =
            "body{font:15px/1.5 sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;color:#222}"
                    + "table{border-collapse:collapse;margin:1em 0}th,td{padding:.25em .8em;border-bottom:1px solid #ddd;"
                    + "text-align:right}th:first-child,td:first-child{text-align:left}img{max-width:100%}";

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param title says what was evaluated
     * @param pictures shown in their order
     */
    public static void write(String title, Evaluation evaluation, int top, List<Picture> pictures, Path file)
            throws IOException {
        HtmlReport report = new HtmlReport();
        report.line("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>", escape(title));
        report.line("<style>%s</style></head><body><h1>%s</h1>", STYLE, escape(title));
        report.figures(evaluation, top);
        report.classes(evaluation);
        report.thresholds(evaluation);
        for (Picture picture : pictures) {
            report.picture(picture);
        }
        report.mistakes(evaluation);
        report.line("</body></html>");
        Files.writeString(file, report.html);
    }

    private void figures(Evaluation evaluation, int top) {
        Interval interval = evaluation.accuracyInterval();
        line("<table>");
        line("<tr><td>samples</td><td>%d</td></tr>", evaluation.samples().size());
        line(
                "<tr><td>accuracy</td><td>%.4f (95&nbsp;%%: %.4f to %.4f)</td></tr>",
                evaluation.accuracy(), interval.low(), interval.high());
        line("<tr><td>top-%d</td><td>%.4f</td></tr>", top, evaluation.topK(top));
        line("<tr><td>loss</td><td>%.4f</td></tr>", evaluation.loss());
        line(
                "<tr><td>expected calibration error</td><td>%.4f</td></tr>",
                Calibration.of(evaluation).expectedError());
        line("</table>");
    }

    private void thresholds(Evaluation evaluation) {
        line("<h2>Thresholds</h2>");
        line("<table><tr><th>unknown below</th><th>answered</th><th>of these right</th></tr>");
        for (Threshold threshold : Threshold.of(evaluation)) {
            line(
                    "<tr><td>%.2f</td><td>%.3f</td><td>%s</td></tr>",
                    threshold.confidence(), threshold.coverage(), share(threshold.precision(), "none answered"));
        }
        line("</table>");
    }

    private void classes(Evaluation evaluation) {
        line("<h2>Classes</h2>");
        line("<table><tr><th>class</th><th>precision</th><th>recall</th><th>support</th></tr>");
        for (int c = 0; c < evaluation.labels().size(); c++) {
            line(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td>%d</td></tr>",
                    escape(evaluation.labels().get(c)),
                    share(evaluation.precision(c), "never predicted"),
                    share(evaluation.recall(c), "no samples"),
                    evaluation.support(c));
        }
        line("</table>");
    }

    private void picture(Picture picture) throws IOException {
        line(
                "<h2>%1$s</h2><img alt=\"%1$s\" src=\"data:image/png;base64,%2$s\">",
                escape(picture.title()), Base64.getEncoder().encodeToString(picture.png()));
    }

    /** The most confident mistakes first. */
    private void mistakes(Evaluation evaluation) {
        List<Judged> wrong = evaluation.samples().stream()
                .filter(judged -> !judged.isRight())
                .sorted(Comparator.comparing(Judged::confidence).reversed())
                .limit(MOST_MISTAKES)
                .toList();
        line("<h2>The most confident mistakes</h2>");
        line("<table><tr><th>video</th><th>truth</th><th>predicted</th><th>confidence</th></tr>");
        for (Judged judged : wrong) {
            line(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td>%.2f</td></tr>",
                    escape(judged.name()),
                    escape(evaluation.labels().get(judged.truth())),
                    escape(evaluation.labels().get(judged.predicted())),
                    judged.confidence());
        }
        line("</table>");
    }

    private static String share(Double share, String none) {
        return share == null ? none : String.format(Locale.ROOT, "%.3f", share);
    }

    private void line(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
