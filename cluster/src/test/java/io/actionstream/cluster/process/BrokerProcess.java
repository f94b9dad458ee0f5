package io.actionstream.cluster.process;

import static io.actionstream.cluster.process.Ports.HOST;

import io.actionstream.jobs.publish.KafkaFrames;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/**
 * A Kafka broker as the documentation starts one, but with two listeners: a direct one for the tests' own clients, and
 * one that the job reaches through a line that can be cut.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx384m");
    private static final int MAX_RECORD_BYTES = 1 << 20;
    private static final String CLUSTER = "ZGVtby1hY3Rpb25zdHJlYQ";

    private final Path log;
    private final Path settings;
    private final String direct;
    private final CutLine line;
    private JavaProcess process;

    private BrokerProcess(Path log, Path settings, String direct, CutLine line) {
        this.log = log;
        this.settings = settings;
        this.direct = direct;
        this.line = line;
    }

    /** Formats a log directory and starts on it; the broker answers when this returns. */
    public static BrokerProcess start(Path directory) throws IOException, InterruptedException {
        String direct = HOST + ":" + Ports.free();
        int job = Ports.free();
        CutLine line = CutLine.to(job);
        Path settings = writeSettings(directory, direct, HOST + ":" + job, HOST + ":" + line.port());
        BrokerProcess broker = new BrokerProcess(directory.resolve("broker.log"), settings, direct, line);
        JavaProcess.start(
                        directory.resolve("format.log"),
                        Installation.kafka(),
                        OPTIONS,
                        Map.of(),
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        CLUSTER,
                        "-c",
                        settings.toString())
                .output(Await.PATIENCE);
        broker.start();
        return broker;
    }

    /** Starts it, again perhaps, on its log directory. */
    public void start() throws IOException, InterruptedException {
        process = JavaProcess.start(log, Installation.kafka(), OPTIONS, Map.of(), "kafka.Kafka", settings.toString());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) direct))) {
            Await.until("the broker answers", () -> {
                process.requireAlive();
                return !admin.describeCluster().nodes().get().isEmpty();
            });
        }
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Where the tests' clients start from. */
    public String direct() {
        return direct;
    }

    /** Sends frames to one of its topics. */
    public KafkaFrames frames(String topic) {
        return frames(topic, MAX_RECORD_BYTES);
    }

    /** Sends frames of up to a size in bytes to one of its topics. */
    public KafkaFrames frames(String topic, int maxRecordBytes) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", direct);
        return KafkaFrames.connect(client, topic, maxRecordBytes);
    }

    /** Processor time since it started. */
    public double processorSeconds() {
        return process.processorSeconds();
    }

    /** Where the job starts from. */
    public String throughLine() {
        return HOST + ":" + line.port();
    }

    public CutLine line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        process.close();
        line.close();
    }

    private static Path writeSettings(Path directory, String direct, String job, String line) throws IOException {
        Properties settings = new Properties();
        try (Reader documented = Files.newBufferedReader(Installation.brokerSettings())) {
            settings.load(documented);
        }
        String controller = HOST + ":" + Ports.free();
        settings.setProperty("controller.quorum.bootstrap.servers", controller);
        settings.setProperty("listeners", "DIRECT://" + direct + ",JOB://" + job + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", "DIRECT://" + direct + ",JOB://" + line);
        settings.setProperty("listener.security.protocol.map", "DIRECT:PLAINTEXT,JOB:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "DIRECT");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("log.retention.check.interval.ms", "10000");
        settings.setProperty("log.dirs", directory.resolve("kafka").toString());
        Path file = directory.resolve("broker.properties");
        Files.createDirectories(directory);
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }
}
