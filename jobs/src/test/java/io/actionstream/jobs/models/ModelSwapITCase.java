package io.actionstream.jobs.models;

import static io.actionstream.jobs.testing.TestKafka.header;
import static io.actionstream.jobs.testing.TestKafka.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.CapturedLog;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints announced to a running job, with real networks. A failure of the job fails the test: it has no restarts. */
class ModelSwapITCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final TestJob job = TestJob.withoutTopics();
    private final SwappedModels models = new SwappedModels(job);
    private JobClient running;

    @BeforeEach
    void writeCheckpoints() throws IOException {
        checkpoint("v1");
        checkpoint("v2");
    }

    @AfterEach
    void cancel() throws Exception {
        HangingStore.goOn();
        if (running != null && !running.getJobStatus().get().isTerminalState()) {
            running.cancel().get();
        }
    }

    @Test
    void shouldSwapWhileClipsComeAndKeepWhatItHasWhenTheNextIsBroken() throws Exception {
        start();
        assertThat(models.ofTheNextClips()).containsOnly("v1");

        Console console = announce("v2");
        assertThat(console.err()).isEmpty();
        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("announced model v2 from ", "at offset 0 of topic " + job.models());
        models.await("v2");
        assertThat(models.ofTheNextClips()).containsOnly("v2");

        truncate(checkpoint("v3").resolve("model.safetensors"));
        assertThat(announce("v3").exitCode()).isEqualTo(1);
        models.send("{\"version\":\"v3\",\"uri\":\"" + folder.resolve("v3") + "\"}");
        ConsumerRecord<byte[], byte[]> rejected =
                TestKafka.await(job.rejected(), 1).get(0);
        assertThat(text(rejected.key())).isEqualTo("current");
        assertThat(text(rejected.value())).contains("\"v3\"");
        assertThat(header(rejected, "reason")).isEqualTo("invalid-model");
        assertThat(header(rejected, "detail")).contains("v3/model.safetensors: not a usable safetensors file");
        assertThat(header(rejected, "topic")).isEqualTo(job.models());
        assertThat(header(rejected, "offset")).isEqualTo("1");
        assertThat(models.ofTheNextClips()).containsOnly("v2");

        assertThat(running.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        models.requireOneActionForEachClip();
        assertThat(TestKafka.read(job.rejected())).hasSize(1);
    }

    @Test
    void shouldGoOnWithTheModelItHadAfterARestartWhateverTheTopicHolds() throws Exception {
        start();
        announce("v2");
        models.await("v2");
        models.send("no announcement");
        TestKafka.await(job.rejected(), 1);

        String savepoint = running.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        start("--flink.execution.state-recovery.path=" + savepoint);

        assertThat(models.ofTheNextClips()).containsOnly("v2");
        models.requireOneActionForEachClip();
        assertThat(TestKafka.read(job.rejected())).hasSize(1);
    }

    @Test
    void shouldStartWithItsOwnCheckpointWhenTheAnnouncedOneIsGone() throws Exception {
        announce("v2");
        Files.delete(folder.resolve("v2/config.json"));

        start();

        assertThat(header(TestKafka.await(job.rejected(), 1).get(0), "detail")).contains("config.json is missing");
        assertThat(models.ofTheNextClips()).containsOnly("v1");
    }

    @Test
    void shouldGoOnWithItsOwnCheckpointWhenTheStoreHangsAtARestart() throws Exception {
        start();
        models.send("{\"version\":\"v2\",\"uri\":\"store:" + folder.resolve("v2") + "\"}");
        models.await("v2");
        String savepoint = running.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        HangingStore.hang();

        try (var log = CapturedLog.begin()) {
            start("--models-timeout=1s", "--flink.execution.state-recovery.path=" + savepoint);

            assertThat(models.ofTheNextClips()).containsOnly("v1");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("model v2 "))
                    .singleElement()
                    .asString()
                    .contains("model v2 from store:", "the present one goes on", "could not be read within 1000 ms");
        }
        assertThat(header(TestKafka.await(job.rejected(), 1).get(0), "detail"))
                .contains("could not load model v2", "could not be read within 1000 ms");
        announce("v2", "--uri=" + folder.resolve("v2"));
        models.await("v2");
    }

    @Test
    void shouldTakeNoModelFromElsewhereThanItMay() throws Exception {
        checkpoint("released/v2");
        start("--models-under=" + folder.resolve("released"));

        models.send("{\"version\":\"v2\",\"uri\":\"" + folder.resolve("released/../v2") + "\"}");

        ConsumerRecord<byte[], byte[]> rejected =
                TestKafka.await(job.rejected(), 1).get(0);
        assertThat(header(rejected, "reason")).isEqualTo("invalid-model");
        assertThat(header(rejected, "detail"))
                .contains("/released/../v2", " is not under --models-under=" + folder.resolve("released"));
        assertThat(models.ofTheNextClips()).containsOnly("v1");
        models.send("{\"version\":\"released/v2\",\"uri\":\"" + folder.resolve("released/v2") + "\"}");
        models.await("released/v2");
    }

    @Test
    void shouldForgetAModelFromWhereItMayNoLongerComeWhenItIsRestarted() throws Exception {
        start();
        announce("v2");
        models.await("v2");
        String savepoint = running.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();

        start("--models-under=" + folder.resolve("released"), "--flink.execution.state-recovery.path=" + savepoint);

        assertThat(models.ofTheNextClips()).containsOnly("v1");
        assertThat(header(TestKafka.await(job.rejected(), 1).get(0), "detail"))
                .contains("is not under --models-under=");
    }

    @Test
    void shouldKeepAnnouncementsInACompactedTopic() throws Exception {
        assertThat(announce("v2").exitCode()).isZero();
        assertThat(announce("v2", "--uri=s3://models/v2", "--version=v2").exitCode())
                .isZero();

        assertThat(TestKafka.topicSettings(job.models()).get("cleanup.policy").value())
                .isEqualTo("compact");
        List<ConsumerRecord<byte[], byte[]>> announced = TestKafka.read(job.models());
        assertThat(announced)
                .extracting(announcement -> text(announcement.key()))
                .containsExactly("current", "current");
        JsonNode first = JSON.readTree(announced.get(0).value());
        assertThat(Path.of(URI.create(first.get("uri").textValue())))
                .isEqualTo(folder.resolve("v2").toRealPath());
        assertThat(text(announced.get(1).value())).isEqualTo("{\"version\":\"v2\",\"uri\":\"s3://models/v2\"}");
    }

    private void start(String... arguments) throws Exception {
        running = job.start(folder.resolve("v1"), arguments);
    }

    private Console announce(String version, String... more) {
        return Console.run(Stream.concat(
                        Stream.of(
                                "models",
                                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                                "--models-topic=" + job.models(),
                                "--announce=" + folder.resolve(version)),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path checkpoint(String version) throws IOException {
        return TestVideos.checkpoint(folder.resolve(version), version, List.of("Dark", "Light"));
    }

    private static void truncate(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(Files.size(file) / 2);
        }
    }
}
