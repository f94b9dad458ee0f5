package io.actionstream.jobs.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker in this process: one node, on loopback, its log in a temporary directory that goes with it. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;
    private static final String PREFIX = "actionstream-kafka";
    private static final String PLAINTEXT = "PLAINTEXT";

    private final TemporaryDirectory directory;
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(TemporaryDirectory directory, KafkaRaftServer server, String bootstrapServers) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Formats a log directory and starts a broker on free ports; it answers when this returns. */
    public static EmbeddedKafka start() {
        return start(TemporaryDirectory.create(PREFIX), PLAINTEXT, Map.of());
    }

    /**
     * Starts one that keeps its log elsewhere.
     *
     * @param parent of the directory of its log
     */
    public static EmbeddedKafka start(Path parent) {
        return start(TemporaryDirectory.create(parent, PREFIX), PLAINTEXT, Map.of());
    }

    /**
     * Starts one that clients must speak to securely.
     *
     * @param protocol such as {@code SASL_PLAINTEXT}
     * @param security the settings that it needs
     */
    public static EmbeddedKafka start(String protocol, Map<String, String> security) {
        return start(TemporaryDirectory.create(PREFIX), protocol, security);
    }

    private static EmbeddedKafka start(TemporaryDirectory directory, String protocol, Map<String, String> security) {
        String broker = HOST + ":" + freePort();
        format(directory.path());
        Map<String, String> settings =
                new HashMap<>(settings(directory.path(), protocol, broker, HOST + ":" + freePort()));
        settings.putAll(security);
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(directory, server, broker);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }

    private static Map<String, String> settings(Path directory, String protocol, String broker, String controller) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", protocol + "://" + broker + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", protocol + "://" + broker),
                Map.entry("inter.broker.listener.name", protocol),
                Map.entry("listener.security.protocol.map", protocol + ":" + protocol + ",CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("log.retention.ms", "-1"), // it goes by capture times, which may be of long ago
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));
    }

    private static void format(Path directory) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format Kafka's log directory " + directory, e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
