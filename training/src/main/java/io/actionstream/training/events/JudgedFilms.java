package io.actionstream.training.events;

import io.actionstream.model.events.EventOptions;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Classified videos and what they really show. Classified once, they are judged by any number of options.
 *
 * @param films at least one
 * @param truths of each
 */
public record JudgedFilms(List<ClassifiedVideo> films, List<List<Segment>> truths) {
    /** The temporal intersections over union that are reported. */
    public static final List<Double> OVERLAPS = List.of(0.3, 0.5, 0.7);

    /** The score of the events that the rules make. */
    public EventScore score(EventOptions options) {
        return score(film -> FoundEvent.of(film, options));
    }

    /** The score of one label for each clip. */
    public EventScore scoreOfLabels() {
        return score(FoundEvent::ofLabels);
    }

    private EventScore score(Function<ClassifiedVideo, List<FoundEvent>> events) {
        EventScore sum = new EventScore(0, 0, 0, List.of(), List.of());
        for (int i = 0; i < films.size(); i++) {
            ClassifiedVideo film = films.get(i);
            sum = sum.plus(EventScore.of(film.millis(), events.apply(film), truths.get(i)));
        }
        return sum;
    }

    /** Both scores as a table. */
    public String table(EventOptions options) {
        EventScore rules = score(options);
        EventScore labels = scoreOfLabels();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%d films, %.2f hours, %d clips, %d true segments",
                films.size(),
                rules.hours(),
                films.stream().mapToInt(film -> film.clips().size()).sum(),
                rules.truths());
        line(text, "");
        line(text, "%-28s %10s %16s", "", "events", "label of a clip");
        for (double iou : OVERLAPS) {
            line(text, "%-28s %10.3f %16.3f", "precision at IoU " + iou, rules.precision(iou), labels.precision(iou));
            line(text, "%-28s %10.3f %16.3f", "recall at IoU " + iou, rules.recall(iou), labels.recall(iou));
            line(text, "%-28s %10.3f %16.3f", "F1 at IoU " + iou, rules.f1(iou), labels.f1(iou));
        }
        line(
                text,
                "%-28s %10.2f %16.2f",
                "false events an hour",
                rules.falseEventsAnHour(),
                labels.falseEventsAnHour());
        line(
                text,
                "%-28s %10.1f %16.1f",
                "delay of the start, s",
                rules.medianDelaySeconds(),
                labels.medianDelaySeconds());
        line(text, "%-28s %10d %16d", "events", rules.events(), labels.events());
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
