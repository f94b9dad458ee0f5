package io.actionstream.kernels.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of all stages' tasks. The deepest stage comes first whose rows are there and whose results have a place, so that
 * what a stage has left is still in the cache when the next one wants it. Where there is a choice, what a task comes after is
 * some tasks back, so that threads don't wait for one another.
 *
 * @param tasks in order
 */
record Schedule(List<Task> tasks) {

    /**
     * A task of a stage.
     *
     * @param after how many of the first tasks must be done before it
     */
    record Task(Stage stage, int index, int after) {}

    /**
     * Makes the order.
     *
     * @param threads that may share a clip
     */
    static Schedule of(List<? extends Stage> stages, int threads) {
        return new Builder(stages).build(threads);
    }

    private static final class Builder {
        private final List<? extends Stage> stages;
        private final int[] next;
        private final Map<Features, int[]> written = new HashMap<>(); // by row, tasks until it is there
        private final Map<Features, int[]> read = new HashMap<>(); // by row, tasks until all so far have read it
        private final Map<Features, int[]> readers = new HashMap<>(); // by row, how many will still read it
        private final List<Task> order = new ArrayList<>();

        Builder(List<? extends Stage> stages) {
            this.stages = stages;
            this.next = new int[stages.size()];
            for (Stage stage : stages) {
                for (int task = 0; task < stage.tasks(); task++) {
                    count(stage.reads(task));
                    count(stage.readsToo(task));
                }
            }
        }

        private void count(Stage.Rows rows) {
            for (int y = first(rows); y < end(rows); y++) {
                of(readers, rows.features())[y]++;
            }
        }

        private static int first(Stage.Rows rows) {
            return Math.max(0, rows.first());
        }

        private static int end(Stage.Rows rows) {
            return rows.features() == null ? 0 : Math.min(rows.end(), rows.features().height);
        }

        private static int[] of(Map<Features, int[]> map, Features features) {
            return map.computeIfAbsent(features, missing -> new int[features.height]);
        }

        Schedule build(int threads) {
            int all = stages.stream().mapToInt(Stage::tasks).sum();
            while (order.size() < all) {
                add(choose(threads));
            }
            return new Schedule(List.copyOf(order));
        }

        private int choose(int threads) {
            for (int distance = 2 * threads - 2; distance >= 0; distance--) {
                for (int s = stages.size() - 1; s >= 0; s--) {
                    if (next[s] < stages.get(s).tasks() && after(s) + distance <= order.size()) {
                        return s;
                    }
                }
            }
            throw new IllegalStateException("features have too few places");
        }

        private void add(int s) {
            Stage stage = stages.get(s);
            int index = next[s];
            order.add(new Task(stage, index, after(s)));
            next[s]++;
            markRead(stage.reads(index));
            markRead(stage.readsToo(index));
            Stage.Rows rows = stage.writes(index);
            for (int y = first(rows); y < end(rows); y++) {
                of(written, rows.features())[y] = order.size();
            }
        }

        private void markRead(Stage.Rows rows) {
            for (int y = first(rows); y < end(rows); y++) {
                of(readers, rows.features())[y]--;
                of(read, rows.features())[y] = order.size();
            }
        }

        /** The number of first tasks that a stage's next one comes after; very many while one of them is not in the order. */
        private int after(int s) {
            Stage stage = stages.get(s);
            Stage.Rows to = stage.writes(next[s]);
            int after = Math.max(written(stage.reads(next[s])), written(stage.readsToo(next[s])));
            for (int y = first(to); y < end(to); y++) {
                after = Math.max(after, overwritable(to.features(), y - to.features().places));
            }
            return after;
        }

        private int written(Stage.Rows rows) {
            int after = 0;
            for (int y = first(rows); y < end(rows); y++) {
                int tasks = of(written, rows.features())[y];
                after = Math.max(after, tasks == 0 ? NEVER : tasks);
            }
            return after;
        }

        private int overwritable(Features features, int y) {
            if (y < 0) {
                return 0;
            }
            return of(readers, features)[y] > 0 ? NEVER : of(read, features)[y];
        }
    }

    /** More than all tasks, and than a sum with a distance overflows at. */
    private static final int NEVER = Integer.MAX_VALUE / 2;
}
