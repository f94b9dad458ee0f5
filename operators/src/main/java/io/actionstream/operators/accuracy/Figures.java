package io.actionstream.operators.accuracy;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.Confusion;
import io.actionstream.operators.records.ConfusionCell;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Accuracy, precision and recall from counts by truth and label. A truth is any text, so that there may be as many as
 * clips: beyond {@link Accuracy#MOST_LABELS} those with the least support share a row and a column,
 * {@link Accuracy#OTHER}, so that a record stays within what a broker takes.
 */
final class Figures {

    private static final Comparator<String> OTHER_LAST = Comparator.comparing(
                    (String label) -> label.equals(Accuracy.OTHER))
            .thenComparing(Comparator.naturalOrder());

    private Figures() {}

    static Accuracy of(String scope, long at, int window, Iterable<Map.Entry<ConfusionCell, Integer>> cells) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Map.Entry<ConfusionCell, Integer> cell : cells) {
            ConfusionCell place = cell.getKey();
            int count = cell.getValue();
            tallies.merge(place.truth(), new Tally(count, 0, 0), Tally::plus);
            tallies.merge(place.label(), new Tally(0, count, 0), Tally::plus);
            if (place.truth().equals(place.label())) {
                tallies.merge(place.truth(), new Tally(0, 0, count), Tally::plus);
            }
        }
        Tally all = tallies.values().stream().reduce(Tally.NONE, Tally::plus);
        Map<String, Tally> rows = foldRarest(tallies);
        return new Accuracy(
                scope,
                at,
                window,
                all.support(),
                all.correct(),
                (double) all.correct() / all.support(),
                rows.entrySet().stream()
                        .map(row -> row.getValue().figures(row.getKey()))
                        .toList(),
                confusion(rows.keySet(), cells));
    }

    /** At most so many rows, in the order of their labels; that of the others comes last. */
    private static Map<String, Tally> foldRarest(Map<String, Tally> tallies) {
        if (tallies.size() <= Accuracy.MOST_LABELS) {
            return tallies;
        }
        Set<String> kept = tallies.keySet().stream()
                .filter(label -> !label.equals(Accuracy.OTHER))
                .sorted(Comparator.comparing(tallies::get, Tally.MOST_FREQUENT_FIRST))
                .limit(Accuracy.MOST_LABELS)
                .collect(Collectors.toSet());
        Map<String, Tally> rows = new TreeMap<>(OTHER_LAST);
        tallies.forEach(
                (label, tally) -> rows.merge(kept.contains(label) ? label : Accuracy.OTHER, tally, Tally::plus));
        return rows;
    }

    private static Confusion confusion(Set<String> labels, Iterable<Map.Entry<ConfusionCell, Integer>> cells) {
        Map<String, Integer> places = new HashMap<>();
        labels.forEach(label -> places.put(label, places.size()));
        int other = labels.size() - 1; // the place of labels that have none of their own
        int[][] counts = new int[labels.size()][labels.size()]; // (truth, label)
        for (Map.Entry<ConfusionCell, Integer> cell : cells) {
            int truth = places.getOrDefault(cell.getKey().truth(), other);
            int label = places.getOrDefault(cell.getKey().label(), other);
            counts[truth][label] += cell.getValue();
        }
        return new Confusion(
                List.copyOf(labels),
                Stream.of(counts).map(row -> IntStream.of(row).boxed().toList()).toList());
    }
}
