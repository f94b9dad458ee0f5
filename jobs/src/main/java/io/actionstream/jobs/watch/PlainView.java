package io.actionstream.jobs.watch;

import io.actionstream.model.console.Printable;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints a line for each result. */
public final class PlainView implements ResultListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int PERCENT = 100;
    private static final double MILLIS_PER_SECOND = 1000;

    private final PrintWriter out;
    private final Marks marks;
    private final ZoneId zone;

    /** Prints capture times as they are in a zone. */
    public PlainView(PrintWriter out, Marks marks, ZoneId zone) {
        this.out = out;
        this.marks = marks;
        this.zone = zone;
    }

    @Override
    public void action(Action action) {
        print(
                "%s  %-24s %-20s %3.0f%%  %5d ms  %s",
                time(action.end(), zone),
                action.camera(),
                action.label(),
                PERCENT * action.confidence(),
                action.latencyMillis(),
                marks.of(action));
    }

    @Override
    public void event(Event event) {
        boolean starts = event.phase() == Phase.START;
        print(
                "%s  %-24s %-20s %3.0f%%  %s",
                time(starts ? event.start() : event.end(), zone),
                event.camera(),
                event.label(),
                PERCENT * event.confidence(),
                starts
                        ? "starts"
                        : (event.phase() == Phase.END ? "ends, after " : "goes on, for ") + seconds(event) + " s");
    }

    @Override
    public void accuracy(Accuracy accuracy) {
        if (accuracy.scope().equals(Accuracy.ALL)) {
            print("          accuracy %.3f over the last %d clips", accuracy.accuracy(), accuracy.clips());
        }
    }

    @Override
    public void unreadable(String problem) {
        print("%s", problem);
    }

    static String time(long millis, ZoneId zone) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    static long seconds(Event event) {
        return Math.round((event.end() - event.start()) / MILLIS_PER_SECOND);
    }

    private void print(String format, Object... values) {
        out.println(Printable.of(String.format(Locale.ROOT, format, values).stripTrailing()));
        out.flush();
    }
}
