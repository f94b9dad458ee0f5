package io.actionstream.page.state;

import java.util.Arrays;

/** Latencies of the last clips. Not for several threads. */
final class Latencies {

    private static final int KEPT = 1000;
    private static final int PERCENT = 100;
    private static final int MEDIAN = 50;
    private static final int HIGH = 99;

    private final long[] ring = new long[KEPT];
    private int size;
    private int next;

    void add(long millis) {
        ring[next] = millis;
        next = (next + 1) % KEPT;
        size = Math.min(size + 1, KEPT);
    }

    Overview.Latency figures() {
        if (size == 0) {
            return new Overview.Latency(null, null);
        }
        long[] sorted = Arrays.copyOf(ring, size);
        Arrays.sort(sorted);
        return new Overview.Latency(at(sorted, MEDIAN), at(sorted, HIGH));
    }

    private static long at(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / PERCENT];
    }
}
