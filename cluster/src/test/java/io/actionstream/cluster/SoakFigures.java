package io.actionstream.cluster;

import io.actionstream.cluster.process.ProcessMemory;
import java.util.Locale;

/**
 * What was seen in a period of a soak, and at its end.
 *
 * @param seconds since the soak began
 * @param cameras that film
 * @param clips delivered a second
 * @param lag frames that the job has not committed as read, which it does with each checkpoint, in seconds of their
 *     arrival
 * @param p50 median of the latency of whole clips, in milliseconds; those of a camera that says nothing are padded when
 *     its time is out
 * @param p99 of the same
 * @param memory of the TaskManager
 * @param stateBytes in the latest checkpoint
 */
record SoakFigures(
        double seconds,
        int cameras,
        double clips,
        double lag,
        long p50,
        long p99,
        ProcessMemory memory,
        long stateBytes) {

    static final String HEAD = "    time  cameras  clips/s  lag s  p50 ms  p99 ms  heap MiB  resident MiB  state KiB";

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%6.0f s  %7d  %7.2f  %5.1f  %6d  %6d  %8.1f  %12.1f  %9.1f",
                seconds,
                cameras,
                clips,
                lag,
                p50,
                p99,
                memory.heapMebibytes(),
                memory.mebibytes(),
                stateBytes / 1024.0);
    }
}
