package io.actionstream.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A broker and a Flink, each process of which can be killed. All are gone when this is closed. */
public record ClusterProcesses(BrokerProcess broker, FlinkProcesses flink) implements AutoCloseable {

    /**
     * Starts everything.
     *
     * @param directory for logs, settings and data; what was there is deleted
     * @param taskManagerOptions of Java, in addition to the usual ones
     */
    public static ClusterProcesses start(Path directory, int taskManagers, int slotsEach, String... taskManagerOptions)
            throws IOException, InterruptedException {
        delete(directory);
        BrokerProcess broker = BrokerProcess.start(directory);
        try {
            return new ClusterProcesses(
                    broker, FlinkProcesses.start(directory, taskManagers, slotsEach, taskManagerOptions));
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        flink.close();
        broker.close();
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
