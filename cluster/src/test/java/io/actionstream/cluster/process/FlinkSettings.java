package io.actionstream.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The {@code conf/} of Flink: what docs/cluster.md asks for, and addresses on loopback. */
record FlinkSettings(Path directory, int restPort) {

    /** Of a TaskManager's heap; Flink's scripts would work it out from the size of the process. */
    static final String HEAP = "320m";

    /** For a machine that has much else to do. */
    private static final Map<String, String> PATIENCE = Map.of(
            "pekko.ask.timeout", "2min",
            "client.timeout", "5min",
            "heartbeat.timeout", "3min");

    /** Writes the settings of a cluster. */
    static FlinkSettings write(Path directory, int slots) throws IOException {
        int restPort = Ports.free();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "jobmanager.rpc.address", Ports.HOST,
                "jobmanager.rpc.port", String.valueOf(Ports.free()),
                "jobmanager.bind-host", Ports.HOST,
                "rest.address", Ports.HOST,
                "rest.bind-address", Ports.HOST,
                "rest.port", String.valueOf(restPort),
                "taskmanager.host", Ports.HOST,
                "taskmanager.bind-host", Ports.HOST,
                "taskmanager.numberOfTaskSlots", String.valueOf(slots)));
        settings.putAll(Map.of(
                "taskmanager.cpu.cores", "1",
                "taskmanager.memory.framework.heap.size", "64m",
                "taskmanager.memory.framework.off-heap.size", "128m",
                "taskmanager.memory.task.heap.size", "256m",
                "taskmanager.memory.task.off-heap.size", "1536m",
                "taskmanager.memory.managed.size", "0m",
                "taskmanager.memory.network.min", "64m",
                "taskmanager.memory.network.max", "64m",
                "taskmanager.memory.jvm-metaspace.size", "256m"));
        settings.putAll(Map.of(
                "taskmanager.memory.jvm-overhead.min", "192m",
                "taskmanager.memory.jvm-overhead.max", "192m"));
        settings.putAll(Map.of(
                "classloader.parent-first-patterns.additional",
                "ai.djl;com.sun.jna",
                "execution.checkpointing.dir",
                directory.resolve("checkpoints").toUri().toString(),
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION"));
        settings.putAll(PATIENCE);
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.write(
                conf.resolve("config.yaml"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + ": " + setting.getValue())
                        .collect(Collectors.toList()));
        return new FlinkSettings(directory, restPort);
    }

    Path conf() {
        return directory.resolve("conf");
    }

    Path log(String process) {
        return directory.resolve(process + ".log");
    }
}
