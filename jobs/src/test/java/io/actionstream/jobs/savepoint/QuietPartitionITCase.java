package io.actionstream.jobs.savepoint;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.camera;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that come while the job is stopped, to a partition that had none before. */
class QuietPartitionITCase {

    private static final int BUSY = 0;
    private static final int QUIET = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private TestJob job;

    @BeforeEach
    void createTopics() throws Exception {
        job = TestJob.withTopics();
    }

    @AfterEach
    void stop() {
        job.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start=committed", "--start=latest"})
    void shouldReadWhatCameAfterTheSavepoint(String start) throws Exception {
        String savepoint = savepointBeforeTheFirstFrameOfTheQuietPartition(start);
        TestKafka.send(quietCamera());

        job.start(start, "--flink.execution.state-recovery.path=" + savepoint);

        assertThat(TestKafka.await(job.actions(), 2)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start=committed", "--start=latest"})
    void shouldReadWhatItsRetentionLeft(String start) throws Exception {
        String savepoint = savepointBeforeTheFirstFrameOfTheQuietPartition(start);
        TestKafka.send(quietCamera());
        TestKafka.removeBefore(new TopicPartition(job.frames(), QUIET), 1);

        job.start(start, "--flink.execution.state-recovery.path=" + savepoint);

        assertThat(TestKafka.await(job.actions(), 2)).hasSize(2);
    }

    /**
     * Once the busy partition is read, at parallelism 1, so is the other. With transactions its records are seen after a
     * checkpoint, for which every task runs.
     */
    private String savepointBeforeTheFirstFrameOfTheQuietPartition(String start) throws Exception {
        job.start(start, "--parallelism=1", "--delivery=exactly-once");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (TestKafka.read(job.rejected()).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TestKafka.send(List.of(new ProducerRecord<>(job.frames(), BUSY, START, null, new byte[] {1})));
        }
        return job.stopWithSavepoint(folder);
    }

    /** Two clips. */
    private List<ProducerRecord<byte[], byte[]>> quietCamera() {
        return camera(job.frames(), "gate-1", Color.RED, "Red", 12).stream()
                .map(frame -> new ProducerRecord<>(
                        frame.topic(), QUIET, frame.timestamp(), frame.key(), frame.value(), frame.headers()))
                .toList();
    }
}
