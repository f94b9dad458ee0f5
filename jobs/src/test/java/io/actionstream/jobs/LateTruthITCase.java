package io.actionstream.jobs;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.camera;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** True actions that do not come with the frames. */
class LateTruthITCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestJob job;

    @BeforeEach
    void createTopics() throws Exception {
        job = TestJob.withTopics();
    }

    @AfterEach
    void stopJob() {
        job.stop();
    }

    @Test
    void shouldCountClipsByTheTruthOfTheirTime() throws Exception {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, null, 12));
        TestKafka.send(camera(job.frames(), "gate-2", Color.RED, null, 6));
        TestKafka.send(camera(job.frames(), "gate-3", Color.RED, null, 6));
        TestKafka.send(List.of(truth("gate-1", 0, 12_000, "Red"), truth("gate-2", 1000, 2000, "Green")));

        job.run();

        assertThat(TestKafka.read(job.actions()))
                .hasSize(4)
                .allSatisfy(
                        action -> assertThat(JSON.readTree(text(action.value())).has("truth"))
                                .isFalse());
        assertThat(latest("gate-1").get("correct").intValue()).isEqualTo(2);
        assertThat(latest("gate-2").get("classes").get(0).get("label").textValue())
                .isEqualTo("Green");
        assertThat(latest("*").get("clips").intValue()).isEqualTo(3);
        assertThat(latest("*").get("correct").intValue()).isEqualTo(2);
        assertThat(TestKafka.read(job.rejected())).isEmpty();
    }

    @Test
    void shouldMoveTheAccuracyAloneWhenTheTruthComesLater() throws Exception {
        job.start("--delivery=exactly-once");
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, null, 6));
        assertThat(TestKafka.await(job.actions(), 1)).hasSize(1);

        TestKafka.send(List.of(truth("gate-1", 0, 6000, "Red")));

        assertThat(TestKafka.await(job.accuracy(), 3))
                .extracting(figures -> text(figures.key()))
                .containsExactlyInAnyOrder("gate-1", "*", "events:*");
        assertThat(latest("*").get("correct").intValue()).isEqualTo(1);
        assertThat(TestKafka.read(job.actions())).hasSize(1);
    }

    @Test
    void shouldCountEventsByTheSegmentsOfTheTruths() throws Exception {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, null, 12));
        TestKafka.send(camera(job.frames(), "gate-2", Color.RED, null, 12));
        TestKafka.send(camera(job.frames(), "gate-3", Color.RED, null, 12));
        TestKafka.send(List.of(truth("gate-1", 0, 12_000, "Red"), truth("gate-2", 60_000, 70_000, "Green")));

        job.run();

        JsonNode events = latest("events:*");
        assertThat(events.get("clips").intValue()).isEqualTo(3);
        assertThat(events.get("correct").intValue()).isEqualTo(1);
        assertThat(events.get("events").get("precision").doubleValue()).isEqualTo(0.5);
        assertThat(events.get("events").get("recall").doubleValue()).isEqualTo(0.5);
        assertThat(events.get("events").get("falsePerHour").doubleValue()).isPositive();
        assertThat(latest("*").has("events")).isFalse();
    }

    @Test
    void shouldPreferTheTruthThatCameWithTheFrames() throws Exception {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, "Red", 6));
        TestKafka.send(List.of(truth("gate-1", 0, 6000, "Green")));

        job.run();

        assertThat(latest("gate-1").get("correct").intValue()).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheTopicUnreadWhenItIsNotToWait() throws Exception {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, null, 6));
        TestKafka.send(List.of(truth("gate-1", 0, 6000, "Red"), record("gate-1", "nonsense")));

        job.run("--truth-wait=0s");

        assertThat(TestKafka.read(job.actions())).hasSize(1);
        assertThat(TestKafka.read(job.accuracy())).isEmpty();
        assertThat(TestKafka.read(job.rejected())).isEmpty();
    }

    @Test
    void shouldRejectRecordsThatAreNoTruthsAndGoOn() throws Exception {
        List<String> broken = List.of(
                "nonsense",
                "{\"start\":1,\"end\":2}",
                "{\"start\":2,\"end\":1,\"label\":\"Red\"}",
                "{\"start\":1,\"end\":2,\"label\":\" \"}",
                "{\"start\":1,\"end\":2,\"label\":\"" + "x".repeat(256) + "\"}");
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, null, 6));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        broken.forEach(json -> records.add(record("gate-1", json)));
        records.add(new ProducerRecord<>(job.truth(), "*".getBytes(UTF_8), "any".getBytes(UTF_8)));
        records.add(truth("gate-1", 0, 6000, "Red"));
        TestKafka.send(records);

        job.run();

        List<ConsumerRecord<byte[], byte[]>> rejected = TestKafka.read(job.rejected());
        assertThat(rejected).hasSize(broken.size() + 1).allSatisfy(record -> {
            assertThat(header(record, "topic")).isEqualTo(job.truth());
            assertThat(header(record, "detail")).isNotBlank();
        });
        Map<String, String> reasons = rejected.stream()
                .collect(Collectors.toMap(record -> text(record.value()), record -> header(record, "reason")));
        assertThat(reasons).containsEntry("any", "invalid-camera");
        assertThat(broken).allSatisfy(json -> assertThat(reasons).containsEntry(json, "invalid-truth"));
        assertThat(latest("gate-1").get("correct").intValue()).isEqualTo(1);
    }

    private ProducerRecord<byte[], byte[]> truth(String camera, long from, long to, String label) {
        return record(
                camera, "{\"start\":" + (START + from) + ",\"end\":" + (START + to) + ",\"label\":\"" + label + "\"}");
    }

    private ProducerRecord<byte[], byte[]> record(String camera, String json) {
        return new ProducerRecord<>(job.truth(), camera.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private JsonNode latest(String scope) throws IOException {
        JsonNode latest = null;
        for (ConsumerRecord<byte[], byte[]> figures : TestKafka.read(job.accuracy())) {
            if (text(figures.key()).equals(scope)) {
                latest = JSON.readTree(text(figures.value()));
            }
        }
        assertThat(latest).as("figures of " + scope).isNotNull();
        return latest;
    }
}
