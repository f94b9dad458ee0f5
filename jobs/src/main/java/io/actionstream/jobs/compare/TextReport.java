package io.actionstream.jobs.compare;

import io.actionstream.jobs.command.TablePrinter;
import io.actionstream.model.events.Event;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints what differs, as tables. */
final class TextReport {

    private static final int MOST_LINES = 20;
    private static final double PERCENT = 100;
    private static final String PAIR = "%-22s %-22s %8s%n";
    private static final String FIGURES = "%-22s %10s %10s %10s %10s%n";

    private final TablePrinter out;

    TextReport(PrintWriter out) {
        this.out = new TablePrinter(out, MOST_LINES);
    }

    void models(Set<String> left, Set<String> right) {
        out.print("%-22s %-22s %s%n", "", "left", "right");
        out.print("%-22s %-22s %s%n%n", "models", models(left), models(right));
    }

    void clips(ClipFigures clips) {
        out.print(FIGURES, "clips", "in both", "only left", "only right", "same label");
        out.print(FIGURES, "", clips.both(), clips.onlyLeft(), clips.onlyRight(), percent(clips.agreement()));
        if (clips.both() < Math.max(clips.onlyLeft(), clips.onlyRight())) {
            out.print(
                    "%nFew clips are in both. Jobs that begin in the middle of a camera's session cut it in other places.%n");
        }
        if (!clips.labels().isEmpty()) {
            out.print("%n" + FIGURES, "clips in both", "left", "right", "both", "agreement");
            clips.labels()
                    .forEach(label -> out.print(
                            FIGURES,
                            label.label(),
                            label.left(),
                            label.right(),
                            label.both(),
                            percent(label.agreement())));
        }
        if (!clips.differing().isEmpty()) {
            out.print("%n" + PAIR, "left", "right", "clips");
            clips.differing().stream()
                    .limit(MOST_LINES)
                    .forEach(pair -> out.print(PAIR, pair.left(), pair.right(), pair.clips()));
            out.more(clips.differing().size());
        }
    }

    void truth(ClipFigures.Verdicts truth) {
        if (truth.clips() == 0) {
            out.print("%nNo truth is known of clips in both.%n");
            return;
        }
        out.print("%n" + FIGURES, "clips with a truth", "both right", "only left", "only right", "neither");
        out.print(FIGURES, "", truth.bothRight(), truth.leftOnly(), truth.rightOnly(), truth.neither());
        out.print(
                "%nleft is right for %s, right for %s; McNemar's test, exact: p = %.3g%n",
                percent((double) (truth.bothRight() + truth.leftOnly()) / truth.clips()),
                percent((double) (truth.bothRight() + truth.rightOnly()) / truth.clips()),
                McNemar.pValue(truth.leftOnly(), truth.rightOnly()));
    }

    void events(EventFigures events) {
        out.print("%n" + FIGURES, "events", "in both", "only left", "only right", "");
        events.labels()
                .forEach(label ->
                        out.print(FIGURES, label.label(), label.both(), label.onlyLeft(), label.onlyRight(), ""));
        out.print(
                FIGURES,
                "all",
                events.both(),
                events.onlyLeft().size(),
                events.onlyRight().size(),
                "");
        list("only left", events.onlyLeft());
        list("only right", events.onlyRight());
    }

    void unreadable(long records) {
        if (records > 0) {
            out.print("%n%d records are no results and do not count.%n", records);
        }
    }

    private void list(String where, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        out.print("%n%-22s %-22s %-24s %s%n", where, "camera", "from", "to");
        events.stream()
                .limit(MOST_LINES)
                .forEach(event -> out.print(
                        "%-22s %-22s %-24s %s%n",
                        event.label(),
                        event.camera(),
                        Instant.ofEpochMilli(event.start()),
                        Instant.ofEpochMilli(event.end())));
        out.more(events.size());
    }

    private static String models(Set<String> models) {
        return models.isEmpty() ? "none" : String.join(", ", models);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }
}
