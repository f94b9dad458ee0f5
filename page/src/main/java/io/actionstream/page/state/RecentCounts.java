package io.actionstream.page.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name over a stretch of time that ends now, in steps. Not for several threads. */
final class RecentCounts {

    /** Further names are counted as this one. */
    static final String OTHER = "(other)";

    private static final int MOST_NAMES = 64;

    private final long stepMillis;
    private final int steps;
    private final Deque<Step> recent = new ArrayDeque<>();

    /** Counts over so many steps. */
    RecentCounts(long stepMillis, int steps) {
        this.stepMillis = stepMillis;
        this.steps = steps;
    }

    void add(String name, long at) {
        long number = at / stepMillis;
        Step step = recent.peekLast();
        if (step == null || step.number < number) {
            step = new Step(number, new HashMap<>());
            recent.addLast(step);
            if (recent.size() > steps) {
                recent.removeFirst();
            }
        }
        Map<String, Integer> counts = step.counts;
        String counted = counts.containsKey(name) || counts.size() < MOST_NAMES ? name : OTHER;
        counts.merge(counted, 1, Integer::sum);
    }

    /** The counts by name, of steps that are not over for too long. */
    Map<String, Integer> byName(long now) {
        long oldest = now / stepMillis - steps;
        Map<String, Integer> sums = new TreeMap<>();
        for (Step step : recent) {
            if (step.number > oldest) {
                step.counts.forEach((name, count) -> sums.merge(
                        sums.containsKey(name) || sums.size() < MOST_NAMES ? name : OTHER, count, Integer::sum));
            }
        }
        return sums;
    }

    private record Step(long number, Map<String, Integer> counts) {}
}
