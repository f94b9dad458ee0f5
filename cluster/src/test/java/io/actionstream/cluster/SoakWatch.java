package io.actionstream.cluster;

import io.actionstream.cluster.camera.FleetPublisher;
import io.actionstream.cluster.process.ProcessMemory;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.records.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees what a job does with the frames of a fleet.
 *
 * @param pid of the TaskManager
 * @param group that the job reads in
 */
record SoakWatch(
        FleetPublisher cameras,
        SubmittedJob job,
        DeliveredActions actions,
        BrokerTopics topics,
        String group,
        long pid) {

    /** Watches for so long, and prints a line after each period. */
    List<SoakFigures> watch(Duration soak, Duration period) throws Exception {
        List<SoakFigures> all = new ArrayList<>();
        System.out.println(SoakFigures.HEAD);
        long start = System.nanoTime();
        long from = start;
        long sent = cameras.sent();
        List<Action> delivered = new ArrayList<>();
        while (System.nanoTime() - start < soak.toNanos()) {
            cameras.requireSending();
            actions.poll().forEach(action -> delivered.add(action.action()));
            long now = System.nanoTime();
            if (now - from >= period.toNanos()) {
                double seconds = (now - from) / 1e9;
                SoakFigures figures =
                        figures((now - start) / 1e9, seconds, (cameras.sent() - sent) / seconds, delivered);
                System.out.println(figures);
                all.add(figures);
                from = now;
                sent = cameras.sent();
                delivered.clear();
            }
        }
        return all;
    }

    private SoakFigures figures(double time, double seconds, double framesPerSecond, List<Action> delivered)
            throws Exception {
        List<Long> latencies = delivered.stream()
                .filter(action -> action.frames() == ClipSpec.TUTORIAL.frames())
                .map(Action::latencyMillis)
                .sorted()
                .toList();
        return new SoakFigures(
                time,
                cameras.filming(),
                delivered.size() / seconds,
                topics.lag(Run.FRAMES, group) / framesPerSecond,
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                ProcessMemory.of(pid),
                job.stateBytes());
    }

    /** 0 when there is none. */
    private static long quantile(List<Long> sorted, double quantile) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
    }
}
