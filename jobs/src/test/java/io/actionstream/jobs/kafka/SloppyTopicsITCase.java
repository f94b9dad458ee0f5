package io.actionstream.jobs.kafka;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.camera;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.header;
import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that are not as the job would have them. */
class SloppyTopicsITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private TestJob job;

    @BeforeEach
    void createTopics() throws Exception {
        job = TestJob.withTopics();
    }

    @AfterEach
    void stop() {
        job.stop();
    }

    @Test
    void shouldSayThatTimesOfCaptureAndTruthsAreSeconds() throws Exception {
        TestKafka.send(List.of(
                frame(job.frames(), "gate-1", START / 1000, jpeg(Color.RED), null),
                record(job.truth(), "gate-1", "{\"start\":1764000000,\"end\":1764000006,\"label\":\"Red\"}")));

        job.run();

        assertThat(TestKafka.read(job.actions())).isEmpty();
        assertThat(TestKafka.read(job.rejected()))
                .extracting(rejected -> header(rejected, "reason") + ": " + header(rejected, "detail"))
                .containsExactlyInAnyOrder(
                        "invalid-timestamp: the time of capture, 1764000000, is before 2000 and looks like seconds;"
                                + " milliseconds since 1970 are expected",
                        "invalid-truth: the start, 1764000000, is before 2000 and looks like seconds;"
                                + " milliseconds since 1970 are expected");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldNeverMakeTwoSessionsOfACameraInTwoPartitionsAndTellOfItOnce(int parallelism) throws Exception {
        List<ProducerRecord<byte[], byte[]>> frames = camera(job.frames(), "gate-1", Color.RED, "Red", 30);
        for (int i = 0; i < frames.size(); i++) {
            frames.set(i, inPartition(i % 2, frames.get(i)));
        }
        TestKafka.send(frames);

        job.run("--parallelism=" + parallelism);

        List<JsonNode> clips = actions();
        clips.sort(Comparator.comparingLong(clip -> clip.get("start").longValue()));
        assertThat(clips).isNotEmpty();
        for (int i = 1; i < clips.size(); i++) {
            assertThat(clips.get(i).get("start").longValue())
                    .isGreaterThan(clips.get(i - 1).get("end").longValue());
        }
        assertThat(TestKafka.read(job.rejected())).singleElement().satisfies(rejected -> {
            assertThat(text(rejected.key())).isEqualTo("gate-1");
            assertThat(rejected.value()).isNull();
            assertThat(header(rejected, "reason")).isEqualTo("other-partition");
        });
    }

    @Test
    void shouldReadPartitionsThatAreAddedWhileItRuns() throws Exception {
        job.start("--kafka.partition.discovery.interval.ms=1000");
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, "Red", 6));
        assertThat(TestKafka.await(job.actions(), 1)).hasSize(1);

        TestKafka.addPartitions(job.frames(), 3);
        TestKafka.addPartitions(job.truth(), 3);
        TestKafka.addPartitions(job.models(), 2);
        TestKafka.send(
                camera(job.frames(), "gate-2", Color.RED, "Red", 6).stream().map(frame -> inPartition(2, frame)));
        TestKafka.send(List.of(
                inPartition(2, record(job.truth(), "gate-3", "no truth")),
                inPartition(1, record(job.models(), "gate-4", "no model"))));

        assertThat(awaitKeys(job.actions(), 2)).containsExactly("gate-1", "gate-2");
        assertThat(awaitKeys(job.rejected(), 2)).containsExactly("gate-3", "gate-4");
    }

    @Test
    void shouldReadNothingOfAnAbortedTransaction() throws Exception {
        sendAndAbort();

        job.run();

        assertThat(TestKafka.read(job.actions()))
                .extracting(action -> text(action.key()))
                .containsExactly("gate-1");
        assertThat(TestKafka.read(job.accuracy())).isEmpty();
        assertThat(TestKafka.read(job.rejected())).isEmpty();
    }

    @Test
    void shouldReadAbortedTransactionsWhenToldTo() throws Exception {
        sendAndAbort();

        job.run("--kafka.isolation.level=read_uncommitted");

        assertThat(TestKafka.read(job.actions()))
                .extracting(action -> text(action.key()))
                .containsExactlyInAnyOrder("gate-1", "gate-2");
        assertThat(TestKafka.read(job.accuracy())).isNotEmpty();
        assertThat(TestKafka.read(job.rejected()))
                .extracting(rejected -> header(rejected, "reason"))
                .containsExactly("invalid-model");
    }

    /** The keys of a topic once it has so many, or at the deadline. Flink may read a new partition twice if it looks often. */
    private static Set<String> awaitKeys(String topic, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> keys = new TreeSet<>();
        while (keys.size() < count && System.nanoTime() < deadline) {
            TestKafka.read(topic).forEach(found -> keys.add(text(found.key())));
        }
        return keys;
    }

    /** A camera, and in the transaction another one, a truth of the first and a broken announcement. */
    private void sendAndAbort() {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, null, 6));
        List<ProducerRecord<byte[], byte[]>> aborted =
                new ArrayList<>(camera(job.frames(), "gate-2", Color.RED, null, 6));
        aborted.add(record(
                job.truth(), "gate-1", "{\"start\":" + START + ",\"end\":" + (START + 6000) + ",\"label\":\"Red\"}"));
        aborted.add(record(job.models(), "current", "nonsense"));
        TestKafka.sendAborted(aborted);
    }

    private List<JsonNode> actions() throws IOException {
        List<JsonNode> actions = new ArrayList<>();
        for (var action : TestKafka.read(job.actions())) {
            actions.add(JSON.readTree(action.value()));
        }
        return actions;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> inPartition(int partition, ProducerRecord<byte[], byte[]> sent) {
        return new ProducerRecord<>(
                sent.topic(), partition, sent.timestamp(), sent.key(), sent.value(), sent.headers());
    }
}
