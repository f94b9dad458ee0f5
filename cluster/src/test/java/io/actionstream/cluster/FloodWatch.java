package io.actionstream.cluster;

import io.actionstream.cluster.DeliveredActions.Delivered;
import io.actionstream.cluster.FloodFigures.Quantiles;
import io.actionstream.cluster.camera.LiveCameras;
import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.ProcessMemory;
import io.actionstream.operators.records.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sees what a job does with good cameras beside a flood. */
final class FloodWatch {
    /** After a garbage collection for the figures, during which clips waited. */
    private static final long SETTLE_MILLIS = 3_000;

    private final LiveCameras cameras;
    private final ClusterProcesses cluster;
    private final BrokerTopics topics;
    private final Run run;
    private final DeliveredActions actions;
    private final long start = System.nanoTime();

    FloodWatch(LiveCameras cameras, ClusterProcesses cluster, BrokerTopics topics, Run run, DeliveredActions actions) {
        this.cameras = cameras;
        this.cluster = cluster;
        this.topics = topics;
        this.run = run;
        this.actions = actions;
        System.out.println(FloodFigures.HEAD);
    }

    /** Watches for so long, and prints a line. */
    FloodFigures phase(String name, Duration length, List<Flood> floods) throws Exception {
        watch(SETTLE_MILLIS, floods);
        long from = System.nanoTime();
        double[] cores = processorSeconds();
        long sent = floods.stream().mapToLong(Flood::bytes).sum();
        List<Delivered> delivered = watch(length.toMillis() - SETTLE_MILLIS, floods);
        double seconds = (System.nanoTime() - from) / 1e9;
        double[] coresAtEnd = processorSeconds();
        for (int i = 0; i < cores.length; i++) {
            cores[i] = (coresAtEnd[i] - cores[i]) / seconds;
        }
        double megabytes = (floods.stream().mapToLong(Flood::bytes).sum() - sent) / 1e6 / seconds;
        List<Delivered> good = delivered.stream()
                .filter(action -> cameras.has(action.action().camera()))
                .toList();
        FloodFigures figures = new FloodFigures(
                name,
                (System.nanoTime() - start) / 1e9,
                good.size() / seconds,
                Quantiles.of(good.stream()
                        .map(Delivered::action)
                        .map(Action::latencyMillis)
                        .toList()),
                Quantiles.of(good.stream()
                        .map(clip -> clip.written() - clip.action().end())
                        .toList()),
                megabytes,
                cores,
                topics.lag(run.framesTopic(), run.name()),
                ProcessMemory.of(cluster.flink().taskManager().pid()));
        System.out.println(figures);
        return figures;
    }

    private List<Delivered> watch(long millis, List<Flood> floods) throws Exception {
        List<Delivered> delivered = new ArrayList<>();
        long from = System.nanoTime();
        while (System.nanoTime() - from < millis * 1_000_000) {
            cameras.requireSending();
            floods.forEach(Flood::requireSending);
            delivered.addAll(actions.poll());
        }
        return delivered;
    }

    /** Of the TaskManager, the broker and this process, with its cameras. */
    private double[] processorSeconds() {
        return new double[] {
            cluster.flink().taskManager().processorSeconds(),
            cluster.broker().processorSeconds(),
            ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0
        };
    }
}
