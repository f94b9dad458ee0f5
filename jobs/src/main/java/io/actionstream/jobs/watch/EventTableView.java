package io.actionstream.jobs.watch;

import io.actionstream.model.console.Printable;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws a table of cameras with the event that each told of last, and draws it anew in the same place. */
final class EventTableView implements ResultListener {

    private static final String HEADER = "%-20s %-22s %5s  %-8s %-8s %s%n";
    private static final String ROW = "%-20s %-22s %4.0f%%  %-8s %-8s %d s%n";
    private static final int PERCENT = 100;

    private final PrintWriter out;
    private final ZoneId zone;
    private final Map<String, Event> latest = new TreeMap<>();
    private String problem = "";

    EventTableView(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void event(Event event) {
        latest.put(event.camera(), event);
    }

    @Override
    public void unreadable(String whatIsWrong) {
        problem = whatIsWrong;
    }

    /** Draws what is known now. */
    void draw() {
        out.print(TableView.CLEAR);
        out.printf(Locale.ROOT, HEADER, "camera", "event", "", "start", "end", "");
        latest.forEach((camera, event) -> out.printf(
                Locale.ROOT,
                ROW,
                Printable.of(camera),
                Printable.of(event.label()),
                PERCENT * event.confidence(),
                PlainView.time(event.start(), zone),
                event.phase() == Phase.END ? PlainView.time(event.end(), zone) : "goes on",
                PlainView.seconds(event)));
        out.printf(Locale.ROOT, "%n%s", Printable.of(problem));
        out.flush();
    }
}
