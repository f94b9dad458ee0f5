package io.actionstream.page.state;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name over a stretch of time that ends now, in steps. What comes late counts when it was. Not for several threads. */
final class RecentCounts {

    /** Further names are counted as this one. */
    static final String OTHER = "(other)";

    private static final int MOST_NAMES = 64;

    private final long stepMillis;
    private final int steps;
    private final TreeMap<Long, Map<String, Integer>> byStep = new TreeMap<>();

    /** Counts over so many steps. */
    RecentCounts(long stepMillis, int steps) {
        this.stepMillis = stepMillis;
        this.steps = steps;
    }

    void add(String name, long at) {
        add(byStep.computeIfAbsent(at / stepMillis, step -> new HashMap<>()), name, 1);
        if (byStep.size() > steps) {
            byStep.pollFirstEntry();
        }
    }

    /** The counts by name, of steps that are not over for too long. */
    Map<String, Integer> byName(long now) {
        Map<String, Integer> sums = new TreeMap<>();
        byStep.tailMap(now / stepMillis - steps, false)
                .values()
                .forEach(counts -> counts.forEach((name, count) -> add(sums, name, count)));
        return sums;
    }

    private static void add(Map<String, Integer> counts, String name, int count) {
        counts.merge(counts.containsKey(name) || counts.size() < MOST_NAMES ? name : OTHER, count, Integer::sum);
    }
}
