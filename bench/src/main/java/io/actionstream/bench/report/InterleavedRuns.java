package io.actionstream.bench.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times several pieces of work in turns, so that what else the machine does falls on all of them alike, and takes the
 * median of each. In its turn a piece runs twice and the second time counts: the first brings back into the cache what
 * the piece before it has displaced.
 */
public final class InterleavedRuns {
    private final Map<String, Runnable> work = new LinkedHashMap<>();

    /** Adds a piece of work. */
    public InterleavedRuns add(String name, Runnable piece) {
        work.put(name, piece);
        return this;
    }

    /**
     * Runs all pieces so many times.
     *
     * @param warmups first rounds, which do not count
     * @param rounds that count
     * @return the median time of each piece, in milliseconds
     */
    public Map<String, Double> medianMillis(int warmups, int rounds) {
        Map<String, double[]> times = new LinkedHashMap<>();
        work.keySet().forEach(name -> times.put(name, new double[rounds]));
        for (int round = -warmups; round < rounds; round++) {
            for (Map.Entry<String, Runnable> piece : work.entrySet()) {
                piece.getValue().run();
                long start = System.nanoTime();
                piece.getValue().run();
                if (round >= 0) {
                    times.get(piece.getKey())[round] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, millis) -> medians.put(name, median(millis)));
        return medians;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
