package io.actionstream.jobs.delivery;

import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.SteadyCameras;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two jobs of one consumer group that deliver exactly once, on one broker. A failure of a job fails the test: there are no
 * restarts.
 */
class TwoJobsITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CAMERAS = 3;

    @TempDir
    Path folder;

    private final List<JobClient> running = new ArrayList<>();
    private final String group = TestKafka.uniqueName("group");
    private Path checkpoint;
    private TestJob one;
    private TestJob other;
    private SteadyCameras cameras;

    @BeforeEach
    void createTopics() throws Exception {
        checkpoint = TestVideos.checkpoint(folder.resolve("small"), List.of("Dark", "Light"));
        one = TestJob.withTopics();
        other = TestJob.withTopics();
        cameras = new SteadyCameras(one.frames(), CAMERAS);
    }

    @AfterEach
    void cancel() throws Exception {
        for (JobClient job : running) {
            if (!job.getJobStatus().get().isTerminalState()) {
                job.cancel().get();
            }
        }
    }

    @Test
    void shouldTellTheSecondJobWhichOptionToChangeAndLetTheFirstGoOn() throws Exception {
        JobClient first = startFirst();
        awaitClips(one, CAMERAS);

        Console console = Console.run(
                "run",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--frames-topic=" + one.frames(),
                "--models-topic=" + other.models(),
                "--actions-topic=" + other.actions(),
                "--events-topic=" + other.events(),
                "--accuracy-topic=" + other.accuracy(),
                "--rejected-topic=" + other.rejected(),
                "--truth-topic=" + other.truth(),
                "--group-id=" + group,
                "--checkpoint=" + checkpoint,
                "--delivery=exactly-once");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err().lines())
                .singleElement()
                .asString()
                .contains("actionstream run: another job", group + "-...", "--transactional-id-prefix");
        cameras.nextClip();
        awaitClips(one, 2 * CAMERAS);
        assertThat(first.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    /** It takes ids of transactions although there is nothing to write. */
    @Test
    void shouldTellTheSecondJobThatAnIdleOneRuns() throws Exception {
        JobClient idle = start(other);
        TestKafka.send(List.of(new ProducerRecord<>(other.models(), "current".getBytes(UTF_8), new byte[] {1})));
        assertThat(TestKafka.await(other.rejected(), 1)).hasSize(1); // it runs, and has had a checkpoint

        assertThatThrownBy(() -> start(other, "--checkpoint-interval=10s"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(group + "-...");
        assertThat(idle.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void shouldRunBothWithTheOptionAndLoseNoRecordOfEitherWhenOneIsRestarted() throws Exception {
        JobClient first = startFirst();
        awaitClips(one, CAMERAS);
        JobClient second = startSecond();
        cameras.nextClip();
        awaitClips(other, 2 * CAMERAS);

        String savepoint = first.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        running.remove(first);
        cameras.nextClip();
        JobClient restarted = start(one, "--flink.execution.state-recovery.path=" + savepoint);
        awaitClips(one, 3 * CAMERAS);
        cameras.nextClip();

        assertThat(clips(one, 4 * CAMERAS)).hasSize(4 * CAMERAS).doesNotHaveDuplicates();
        assertThat(clips(other, 4 * CAMERAS)).containsExactlyInAnyOrderElementsOf(clips(one, 4 * CAMERAS));
        assertThat(restarted.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        assertThat(second.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    /** A job that is behind writes into one transaction until its checkpoint is complete. */
    @Test
    void shouldTellTheSecondJobThatOneRunsWhoseCheckpointTakesLong() throws Exception {
        var refused = new AtomicBoolean();
        try (var slow = transaction()) {
            var writing = CompletableFuture.runAsync(() -> {
                while (!refused.get()) {
                    slow.send(new ProducerRecord<>(one.actions(), new byte[] {1}));
                    slow.flush();
                }
            });

            assertThatThrownBy(this::startFirst)
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining(group + "-...");
            refused.set(true);
            writing.get();
        }
    }

    @Test
    void shouldStartAgainAfterAJobThatDiedAndLeftATransactionOpen() throws Exception {
        try (var dead = transaction()) {
            dead.send(new ProducerRecord<>(one.actions(), new byte[] {1})).get();

            JobClient job = startFirst();

            awaitClips(one, CAMERAS);
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void shouldStartAgainAfterAJobThatDiedAndWhoseTopicWasDeleted() throws Exception {
        try (var dead = transaction();
                var admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            dead.send(new ProducerRecord<>(other.actions(), new byte[] {1})).get();
            admin.deleteTopics(List.of(other.actions())).all().get();

            JobClient job = startFirst();

            awaitClips(one, CAMERAS);
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        }
    }

    /** An open transaction of the job's first subtask. */
    private KafkaProducer<byte[], byte[]> transaction() {
        var producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        TestKafka.bootstrapServers(),
                        "transactional.id",
                        group + "-actions-0-1",
                        "transaction.timeout.ms",
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private JobClient startFirst() throws Exception {
        cameras.nextClip();
        return start(one);
    }

    private JobClient startSecond() throws Exception {
        return start(other, "--frames-topic=" + one.frames(), "--transactional-id-prefix=" + group + "-2");
    }

    private JobClient start(TestJob job, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--group-id=" + group, "--delivery=exactly-once"));
        arguments.addAll(List.of(options));
        JobClient client = job.start(checkpoint, arguments.toArray(String[]::new));
        running.add(client);
        return client;
    }

    private static void awaitClips(TestJob job, int count) throws Exception {
        assertThat(clips(job, count)).hasSizeGreaterThanOrEqualTo(count);
    }

    private static List<String> clips(TestJob job, int count) throws Exception {
        List<String> clips = new ArrayList<>();
        for (var action : TestKafka.await(job.actions(), count)) {
            JsonNode json = JSON.readTree(action.value());
            clips.add(text(action.key()) + "@" + json.get("start"));
        }
        return clips;
    }
}
