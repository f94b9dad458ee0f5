package io.actionstream.training.predict;

import io.actionstream.training.events.FoundEvent;
import io.actionstream.training.events.SegmentList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Events of a video in the formats of other programs. */
public final class EventFiles {
    private static final int HOUR = 3_600_000;
    private static final int MINUTE = 60_000;
    private static final int SECOND = 1_000;

    private EventFiles() {}

    /** A CSV file, which {@link SegmentList} reads too. */
    public static String csv(String video, List<FoundEvent> events) {
        StringBuilder csv = new StringBuilder(SegmentList.HEADER).append(",confidence,peak,clips\n");
        for (FoundEvent event : events) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%d,%d,%s,%.4f,%.4f,%d\n",
                    SegmentList.column(video),
                    event.segment().start(),
                    event.segment().end(),
                    SegmentList.column(event.segment().label()),
                    event.confidence(),
                    event.peak(),
                    event.clips()));
        }
        return csv.toString();
    }

    /** Subtitles for browsers (W3C, "WebVTT"). */
    public static String webVtt(List<FoundEvent> events) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (FoundEvent event : events) {
            String label =
                    line(event).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            text.append('\n').append(times(event, millis -> clock(millis, '.'))).append(label);
        }
        return text.toString();
    }

    /** Subtitles for players (SubRip). */
    public static String subRip(List<FoundEvent> events) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(i + 1).append('\n');
            text.append(times(events.get(i), millis -> clock(millis, ','))).append(line(events.get(i)));
        }
        return text.toString();
    }

    private static String times(FoundEvent event, LongFunction<String> clock) {
        return clock.apply(event.segment().start()) + " --> "
                + clock.apply(event.segment().end()) + "\n";
    }

    private static String line(FoundEvent event) {
        return String.format(Locale.ROOT, "%s %.2f\n", event.segment().label(), event.confidence());
    }

    private static String clock(long millis, char point) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / HOUR,
                millis / MINUTE % 60,
                millis / SECOND % 60,
                point,
                millis % SECOND);
    }
}
