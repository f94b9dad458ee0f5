package io.actionstream.jobs.compare;

import io.actionstream.model.events.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Figures of events that are in both results, or in one. Two events are the same when they are of one camera, have the
 * same label and overlap in time; each is the same as one other at most.
 *
 * @param labels figures of each label, by name
 * @param onlyLeft events in the left results only, by camera and start
 * @param onlyRight events in the right results only, by camera and start
 */
record EventFigures(List<OfLabel> labels, List<Event> onlyLeft, List<Event> onlyRight) {

    private static final Comparator<Event> ORDER =
            Comparator.comparing(Event::camera).thenComparingLong(Event::start).thenComparing(Event::label);

    /**
     * Figures of a label.
     *
     * @param both events in both
     * @param onlyLeft events in the left results only
     * @param onlyRight events in the right results only
     */
    record OfLabel(String label, long both, long onlyLeft, long onlyRight) {

        private OfLabel plus(OfLabel other) {
            return new OfLabel(label, both + other.both, onlyLeft + other.onlyLeft, onlyRight + other.onlyRight);
        }
    }

    private record Shown(String camera, String label) {

        static Shown of(Event event) {
            return new Shown(event.camera(), event.label());
        }
    }

    /** Of events, each of which is there once. */
    static EventFigures of(Collection<Event> left, Collection<Event> right) {
        Map<Shown, List<Event>> lefts = inOrder(left);
        Map<Shown, List<Event>> rights = inOrder(right);
        Map<String, OfLabel> labels = new TreeMap<>();
        List<Event> onlyLeft = new ArrayList<>();
        List<Event> onlyRight = new ArrayList<>();
        Stream.concat(lefts.keySet().stream(), rights.keySet().stream())
                .distinct()
                .map(shown -> match(
                        lefts.getOrDefault(shown, List.of()),
                        rights.getOrDefault(shown, List.of()),
                        onlyLeft,
                        onlyRight))
                .forEach(figures -> labels.merge(figures.label(), figures, OfLabel::plus));
        onlyLeft.sort(ORDER);
        onlyRight.sort(ORDER);
        return new EventFigures(List.copyOf(labels.values()), onlyLeft, onlyRight);
    }

    /** The number of events in both. */
    long both() {
        return labels.stream().mapToLong(OfLabel::both).sum();
    }

    /**
     * Matches events of one camera and label, in the order in which they start. Those of one job do not overlap each other, so
     * that matching the earliest two that overlap leaves the fewest without a match.
     */
    private static OfLabel match(List<Event> left, List<Event> right, List<Event> onlyLeft, List<Event> onlyRight) {
        int i = 0;
        int j = 0;
        int both = 0;
        int leftBefore = onlyLeft.size();
        int rightBefore = onlyRight.size();
        while (i < left.size() && j < right.size()) {
            if (left.get(i).end() < right.get(j).start()) {
                onlyLeft.add(left.get(i++));
            } else if (right.get(j).end() < left.get(i).start()) {
                onlyRight.add(right.get(j++));
            } else {
                i++;
                j++;
                both++;
            }
        }
        onlyLeft.addAll(left.subList(i, left.size()));
        onlyRight.addAll(right.subList(j, right.size()));
        String label = (left.isEmpty() ? right : left).get(0).label();
        return new OfLabel(label, both, onlyLeft.size() - leftBefore, onlyRight.size() - rightBefore);
    }

    private static Map<Shown, List<Event>> inOrder(Collection<Event> events) {
        return events.stream()
                .sorted(ORDER)
                .collect(Collectors.groupingBy(Shown::of, LinkedHashMap::new, Collectors.toList()));
    }
}
