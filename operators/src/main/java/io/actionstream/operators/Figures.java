package io.actionstream.operators;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.ClassFigures;
import io.actionstream.operators.records.Accuracy.Confusion;
import io.actionstream.operators.records.ConfusionCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Accuracy, precision and recall from counts by truth and label. */
final class Figures {

    private Figures() {}

    static Accuracy of(String scope, long at, int window, Iterable<Map.Entry<ConfusionCell, Integer>> cells) {
        List<String> labels = labelsIn(cells);
        int[][] counts = new int[labels.size()][labels.size()]; // (truth, label)
        for (Map.Entry<ConfusionCell, Integer> cell : cells) {
            int truth = labels.indexOf(cell.getKey().truth());
            int label = labels.indexOf(cell.getKey().label());
            counts[truth][label] = cell.getValue();
        }
        int clips =
                IntStream.range(0, counts.length).map(i -> rowSum(counts, i)).sum();
        int correct = IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
        return new Accuracy(
                scope,
                at,
                window,
                clips,
                correct,
                (double) correct / clips,
                classes(labels, counts),
                new Confusion(labels, rows(counts)));
    }

    private static List<String> labelsIn(Iterable<Map.Entry<ConfusionCell, Integer>> cells) {
        TreeSet<String> labels = new TreeSet<>();
        for (Map.Entry<ConfusionCell, Integer> cell : cells) {
            labels.add(cell.getKey().truth());
            labels.add(cell.getKey().label());
        }
        return List.copyOf(labels);
    }

    private static List<ClassFigures> classes(List<String> labels, int[][] counts) {
        List<ClassFigures> classes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int support = rowSum(counts, i);
            classes.add(new ClassFigures(
                    labels.get(i), support, share(counts[i][i], columnSum(counts, i)), share(counts[i][i], support)));
        }
        return List.copyOf(classes);
    }

    private static List<List<Integer>> rows(int[][] counts) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : counts) {
            rows.add(IntStream.of(row).boxed().toList());
        }
        return List.copyOf(rows);
    }

    private static int rowSum(int[][] counts, int row) {
        return IntStream.of(counts[row]).sum();
    }

    private static int columnSum(int[][] counts, int column) {
        return IntStream.range(0, counts.length).map(row -> counts[row][column]).sum();
    }

    private static Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
