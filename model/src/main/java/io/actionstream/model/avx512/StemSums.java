package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order the parts of rows, {@link Phase#OF_ROWS}, are added up to rows. What two rows have in common comes first
 * and waits for what is added to each, which is the same again among half as many rows.
 */
final class StemSums {
    /** Stands for nothing that waits, and for no row. */
    static final int NONE = -1;

    /** Has sums wait at a place, with those that wait at another added to them. */
    record Store(int added, int to) {}

    /**
     * A part.
     *
     * @param part its number
     * @param waiting place of the sums to which it is added
     * @param stores what is done with the sums
     * @param row of outputs that the sums are
     */
    record Step(int part, int waiting, List<Store> stores, int row) {}

    private record Result(List<Store> stores, int row) {}

    private final List<Step> steps = new ArrayList<>();
    private int places;

    /** So many rows, a power of two. */
    StemSums(int rows) {
        List<Result> results = IntStream.range(0, rows)
                .mapToObj(row -> new Result(List.of(), row))
                .toList();
        add(List.of(), results, 0);
    }

    List<Step> steps() {
        return steps;
    }

    /** Places for sums that wait. */
    int places() {
        return places;
    }

    /**
     * Adds the parts that some rows consist of.
     *
     * @param waiting places of what is added to each of them, or nothing
     * @param free the first place that nothing waits at
     */
    private void add(List<Integer> waiting, List<Result> results, int free) {
        places = Math.max(places, free);
        if (results.size() == 1) {
            Result result = results.get(0);
            int added = waiting.isEmpty() ? NONE : waiting.get(0);
            steps.add(new Step(steps.size(), added, result.stores(), result.row()));
            return;
        }
        int half = results.size() / 2;
        boolean alone = waiting.isEmpty();
        List<Result> common = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            Store even = new Store(alone ? NONE : waiting.get(2 * i), free + i);
            common.add(new Result(
                    alone ? List.of(even) : List.of(even, new Store(waiting.get(2 * i + 1), free + half + i)), NONE));
        }
        int odd = alone ? free : free + half;
        int next = odd + half;
        add(List.of(), common, next);
        add(range(free, half), everySecond(results, 0), next);
        add(range(odd, half), everySecond(results, 1), next);
    }

    private static List<Integer> range(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }

    private static List<Result> everySecond(List<Result> results, int first) {
        return IntStream.range(0, results.size() / 2)
                .mapToObj(i -> results.get(2 * i + first))
                .toList();
    }
}
