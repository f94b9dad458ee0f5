package io.actionstream.bench.report;

import java.util.List;
import java.util.Locale;

/** Figures as lines of text, the columns aligned. */
public final class Table {
    private static final String LINE = "%-44s %12s %-9s  %-40s %12s %8s  %s%n";

    private Table() {}

    /** Writes figures under a title. */
    public static String of(String title, List<Figure> figures) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%s%n", title));
        text.append(String.format(Locale.ROOT, LINE, "figure", "value", "", "yardstick", "value", "ratio", "goal"));
        figures.forEach(figure -> text.append(line(figure)));
        return text.toString();
    }

    private static String line(Figure figure) {
        boolean compared = figure.yardstick() != null;
        return String.format(
                Locale.ROOT,
                LINE,
                figure.name(),
                number(figure.value()),
                figure.unit(),
                compared ? figure.yardstick() : "",
                compared ? number(figure.yardstickValue()) : "",
                compared ? number(figure.ratio()) : "",
                goal(figure));
    }

    private static String goal(Figure figure) {
        return figure.goal() == null
                ? ""
                : figure.goal() + (figure.goal().isMet(figure.ratio()) ? ", met" : ", NOT MET");
    }

    /** Three digits, or all of those before the point. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.2e", value);
    }
}
