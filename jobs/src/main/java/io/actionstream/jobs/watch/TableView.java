package io.actionstream.jobs.watch;

import io.actionstream.model.console.Printable;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws a table of cameras, and draws it anew in the same place. */
final class TableView implements ResultListener {

    static final String CLEAR = "\u001b[H\u001b[2J";
    private static final String HEADER = "%-20s %-22s %5s  %-24s %s%n";
    private static final String ROW = "%-20s %-22s %4.0f%%  %-24s %s%n";
    private static final int PERCENT = 100;

    private final PrintWriter out;
    private final Marks marks;
    private final Map<String, Action> latest = new TreeMap<>();
    private final Map<String, Accuracy> figures = new TreeMap<>();
    private String problem = "";

    TableView(PrintWriter out, Marks marks) {
        this.out = out;
        this.marks = marks;
    }

    @Override
    public void action(Action action) {
        latest.put(action.camera(), action);
    }

    @Override
    public void accuracy(Accuracy accuracy) {
        figures.put(accuracy.scope(), accuracy);
    }

    @Override
    public void forgotten(String scope) {
        figures.remove(scope);
    }

    @Override
    public void unreadable(String whatIsWrong) {
        problem = whatIsWrong;
    }

    /** Draws what is known now. */
    void draw() {
        out.print(CLEAR);
        out.printf(Locale.ROOT, HEADER, "camera", "action", "", "truth", "accuracy");
        latest.forEach((camera, action) -> out.printf(
                Locale.ROOT,
                ROW,
                Printable.of(camera),
                Printable.of(action.label()),
                PERCENT * action.confidence(),
                Printable.of(marks.of(action)),
                accuracy(camera)));
        out.printf(Locale.ROOT, "%nall cameras %s%n%s", accuracy(Accuracy.ALL), Printable.of(problem));
        out.flush();
    }

    private String accuracy(String scope) {
        Accuracy known = figures.get(scope);
        return known == null ? "-" : String.format(Locale.ROOT, "%.3f of %d clips", known.accuracy(), known.clips());
    }
}
