package io.actionstream.cluster;

import io.actionstream.cluster.process.ProcessMemory;
import java.util.List;
import java.util.Locale;

/**
 * Figures of a phase of a flood, and at its end.
 *
 * @param phase its name
 * @param seconds since the first phase began
 * @param clips of the good cameras that were delivered, a second
 * @param latency of their clips as {@code actions} says it, in milliseconds
 * @param delay from the capture of a clip's last sample to its record in {@code actions}, in milliseconds
 * @param floodMegabytes a second, of names and of large frames
 * @param cores that the TaskManager, the broker and the cameras had
 * @param lag records of {@code frames} that the job has not committed as read
 * @param memory of the TaskManager
 */
record FloodFigures(
        String phase,
        double seconds,
        double clips,
        Quantiles latency,
        Quantiles delay,
        double floodMegabytes,
        double[] cores,
        long lag,
        ProcessMemory memory) {

    static final String HEAD = "   time  phase               clips/s  latency p50    p99    max"
            + "  delay p50    p99    max  flood MB/s  cores: job  broker  cameras   lag  heap MiB  resident MiB";

    /** Quantiles of times in milliseconds. */
    record Quantiles(long p50, long p99, long max) {

        static Quantiles of(List<Long> times) {
            List<Long> sorted = times.stream().sorted().toList();
            return sorted.isEmpty()
                    ? new Quantiles(0, 0, 0)
                    : new Quantiles(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        }

        private static long at(List<Long> sorted, double quantile) {
            return sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%5.0f s  %-18s  %7.2f  %11d  %5d  %5d  %9d  %5d  %5d  %10.1f  %10.2f  %6.2f  %7.2f  %4d  %8.1f  %12.1f",
                seconds,
                phase,
                clips,
                latency.p50(),
                latency.p99(),
                latency.max(),
                delay.p50(),
                delay.p99(),
                delay.max(),
                floodMegabytes,
                cores[0],
                cores[1],
                cores[2],
                lag,
                memory.heapMebibytes(),
                memory.mebibytes());
    }
}
