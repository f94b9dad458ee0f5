package io.actionstream.bench.stream;

import io.actionstream.operators.records.Action;
import java.util.List;

/** Actions in the order in which a consumer of the topic got them, and when. */
record Arrivals(List<Arrival> all) {

    /** An action and the time it came, by {@link System#nanoTime()}. */
    record Arrival(Action action, long nanos) {}

    int count() {
        return all.size();
    }

    /** Actions a second, in the second half. */
    double steadyRate() {
        int from = all.size() / 2;
        double seconds = (all.get(all.size() - 1).nanos() - all.get(from).nanos()) / 1e9;
        return (all.size() - 1 - from) / seconds;
    }

    /** A quantile of the time from a clip's last frame to its label, without the first clip of each camera. */
    double latencyMillis(double quantile) {
        long first = all.stream()
                .mapToLong(arrival -> arrival.action().start())
                .min()
                .orElseThrow();
        return quantile(
                all.stream()
                        .filter(arrival -> arrival.action().start() >= first + 2 * Load.CLIP.toMillis())
                        .toList(),
                quantile);
    }

    /** By what factor the median latency of the last third is above that of the third before. */
    double growth() {
        int third = all.size() / 3;
        return quantile(all.subList(all.size() - third, all.size()), 0.5)
                / Math.max(1, quantile(all.subList(third, 2 * third), 0.5));
    }

    private static double quantile(List<Arrival> arrivals, double quantile) {
        long[] sorted = arrivals.stream()
                .mapToLong(arrival -> arrival.action().latencyMillis())
                .sorted()
                .toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * (sorted.length - 1)))];
    }
}
