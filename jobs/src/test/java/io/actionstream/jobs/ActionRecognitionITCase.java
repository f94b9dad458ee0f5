package io.actionstream.jobs;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way from frames to results, both ends seen by plain Kafka clients. */
class ActionRecognitionITCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestJob job;

    @BeforeEach
    void createTopics() throws Exception {
        job = TestJob.withTopics();
    }

    @Test
    void shouldWriteAnActionForEachClipAsDesigned() throws Exception {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, "Red", 12));

        job.run("--top=2");

        List<ConsumerRecord<byte[], byte[]>> actions = TestKafka.read(job.actions());
        assertThat(actions).extracting(action -> text(action.key())).containsExactly("gate-1", "gate-1");
        JsonNode first = startingAt(START, actions);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "camera",
                        "start",
                        "end",
                        "label",
                        "confidence",
                        "top",
                        "truth",
                        "model",
                        "frames",
                        "latencyMillis");
        assertThat(first.get("camera").textValue()).isEqualTo("gate-1");
        assertThat(first.get("start").longValue()).isEqualTo(START);
        assertThat(first.get("end").longValue()).isEqualTo(START + 5400);
        assertThat(first.get("label").textValue()).isEqualTo("Red");
        assertThat(first.get("confidence").doubleValue()).isBetween(0.9, 1.0);
        assertThat(first.get("top")).hasSize(2);
        assertThat(first.get("top").get(0).toString())
                .isEqualTo("{\"label\":\"Red\",\"confidence\":" + first.get("confidence") + "}");
        assertThat(first.get("truth").textValue()).isEqualTo("Red");
        assertThat(first.get("model").textValue()).isEqualTo("colours-1");
        assertThat(first.get("frames").intValue()).isEqualTo(10);
        assertThat(first.get("latencyMillis").longValue()).isNotNegative();
    }

    @Test
    void shouldWriteRollingAccuracyOfEachCameraAndOfAll() throws Exception {
        TestKafka.send(camera(job.frames(), "gate-1", Color.RED, "Red", 6));
        TestKafka.send(camera(job.frames(), "gate-2", Color.RED, "Green", 6));

        job.run("--window=7");

        Map<String, JsonNode> latest = new LinkedHashMap<>();
        for (var figures : TestKafka.read(job.accuracy())) {
            latest.put(text(figures.key()), JSON.readTree(text(figures.value())));
        }
        assertThat(latest).containsOnlyKeys("gate-1", "gate-2", "*");
        assertThat(latest.get("gate-1").get("accuracy").doubleValue()).isEqualTo(1);
        assertThat(latest.get("gate-2").get("accuracy").doubleValue()).isZero();
        JsonNode all = latest.get("*");
        assertThat(all.fieldNames())
                .toIterable()
                .containsExactly("scope", "at", "window", "clips", "correct", "accuracy", "classes", "confusion");
        assertThat(all.get("at").longValue()).isEqualTo(START + 5400);
        assertThat(all.get("window").intValue()).isEqualTo(7);
        assertThat(all.get("clips").intValue()).isEqualTo(2);
        assertThat(all.get("correct").intValue()).isEqualTo(1);
        assertThat(all.get("accuracy").doubleValue()).isEqualTo(0.5);
        assertThat(all.get("confusion").toString())
                .isEqualTo("{\"labels\":[\"Green\",\"Red\"],\"counts\":[[0,1],[0,1]]}");
        assertThat(all.get("classes").toString())
                .isEqualTo("[{\"label\":\"Green\",\"support\":1,\"precision\":null,\"recall\":0.0},"
                        + "{\"label\":\"Red\",\"support\":1,\"precision\":0.5,\"recall\":1.0}]");
    }

    @Test
    void shouldWriteWhatItCouldNotUseWithWhyAndWhence() throws Exception {
        byte[] broken = "not an image".getBytes(UTF_8);
        TestKafka.send(List.of(frame(job.frames(), "gate-1", START, broken, null)));
        ConsumerRecord<byte[], byte[]> sent = TestKafka.read(job.frames()).get(0);

        job.run();

        assertThat(TestKafka.read(job.actions())).isEmpty();
        assertThat(TestKafka.read(job.rejected())).singleElement().satisfies(rejected -> {
            assertThat(text(rejected.key())).isEqualTo("gate-1");
            assertThat(rejected.value()).isEqualTo(broken);
            assertThat(header(rejected, "reason")).isEqualTo("unknown-format");
            assertThat(header(rejected, "detail")).isNotBlank();
            assertThat(header(rejected, "topic")).isEqualTo(job.frames());
            assertThat(header(rejected, "partition")).isEqualTo(String.valueOf(sent.partition()));
            assertThat(header(rejected, "offset")).isEqualTo(String.valueOf(sent.offset()));
        });
    }

    @Test
    void shouldLabelTheFramesOfAProducerThatSendsNothingButKeysAndImages() throws Exception {
        TestKafka.send(List.of(new ProducerRecord<>(job.frames(), "door".getBytes(UTF_8), jpeg(Color.BLUE))));

        job.run("--min-frames=1");

        assertThat(TestKafka.read(job.actions())).singleElement().satisfies(action -> {
            JsonNode json = JSON.readTree(text(action.value()));
            assertThat(json.get("camera").textValue()).isEqualTo("door");
            assertThat(json.get("label").textValue()).isEqualTo("Blue");
            assertThat(json.has("truth")).isFalse();
            assertThat(json.get("frames").intValue()).isEqualTo(1);
        });
        assertThat(TestKafka.read(job.accuracy())).isEmpty();
    }

    @Test
    void shouldWriteEachResultOnceWhenAskedTo() throws Exception {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (int camera = 0; camera < 5; camera++) {
            frames.addAll(camera(job.frames(), "gate-" + camera, Color.GREEN, "Green", 12));
        }
        TestKafka.send(frames);

        job.run("--delivery=exactly-once");

        assertThat(TestKafka.await(job.actions(), 10))
                .extracting(action -> {
                    JsonNode json = JSON.readTree(text(action.value()));
                    return json.get("camera").textValue() + "@"
                            + (json.get("start").longValue() - START);
                })
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    /** Clips are classified side by side, so their records come in any order. */
    private static JsonNode startingAt(long start, List<ConsumerRecord<byte[], byte[]>> actions) throws IOException {
        for (ConsumerRecord<byte[], byte[]> action : actions) {
            JsonNode json = JSON.readTree(text(action.value()));
            if (json.get("start").longValue() == start) {
                return json;
            }
        }
        throw new AssertionError("no action starts at " + start);
    }
}
