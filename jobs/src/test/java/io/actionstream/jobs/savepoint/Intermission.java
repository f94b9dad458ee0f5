package io.actionstream.jobs.savepoint;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Three cameras of two clips each, and a savepoint in the middle of the second: it holds something in every state of the
 * job. Gate 1 carries its truths; those of gate 2 come by themselves, that of its first clip late and that of its second
 * early; the first clip of gate 3 is {@linkplain HoldingClassifier in flight}.
 *
 * <p>Each part ends with records that are no use: once they are rejected, those before them have been read.
 */
final class Intermission {

    /** The colour of the clip in flight. */
    static final String IN_FLIGHT = "Blue";

    private static final int MIDDLE = 9000;
    private static final int END = 12_000;
    private static final int FRAME_MILLIS = 200;
    private static final Map<String, Color> CAMERAS =
            Map.of("gate-1", Color.RED, "gate-2", Color.GREEN, "gate-3", Color.BLUE);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestJob job;

    Intermission(TestJob job) {
        this.job = job;
    }

    /** A model, the frames up to the middle, and the truth of a clip to come. */
    void sendFirstPart(String version, Path checkpoint) {
        TestKafka.send(List.of(
                value(job.models(), "current", "{\"version\":\"" + version + "\",\"uri\":\"" + checkpoint + "\"}"),
                value(job.models(), "current", "no model"),
                value(job.truth(), "gate-2", truth(6000, END, "Green")),
                value(job.truth(), "gate-2", "no truth")));
        List<ProducerRecord<byte[], byte[]>> frames = frames(0, MIDDLE);
        CAMERAS.keySet().forEach(camera -> frames.add(value(job.frames(), camera, "no image")));
        TestKafka.send(frames);
    }

    void awaitFirstPart() {
        assertThat(TestKafka.await(job.rejected(), 5)).hasSize(5);
        assertThat(TestKafka.await(job.actions(), 2)).hasSize(2);
    }

    /** The other frames, the ends of the sessions, and the truth of a clip of the first part. */
    void sendSecondPart() {
        TestKafka.send(List.of(value(job.truth(), "gate-2", truth(0, 6000, "Red"))));
        List<ProducerRecord<byte[], byte[]>> frames = frames(MIDDLE, END);
        CAMERAS.keySet().forEach(camera -> frames.add(frame(job.frames(), camera, START + END, null, null)));
        TestKafka.send(frames);
    }

    /** The actions, once there are so many and their accuracy; without what differs from run to run. */
    List<JsonNode> actions(int count) throws IOException {
        assertThat(TestKafka.await(job.actions(), count)).hasSize(count);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!accuracy().containsKey("*") || accuracy().get("*").get("clips").intValue() < 4) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        List<JsonNode> actions = new ArrayList<>();
        for (var action : TestKafka.read(job.actions())) {
            actions.add(((ObjectNode) JSON.readTree(action.value())).without(List.of("latencyMillis", "model")));
        }
        return actions;
    }

    /** The latest figures of each scope; those of a camera that was forgotten end with a record without a value. */
    Map<String, JsonNode> accuracy() throws IOException {
        Map<String, JsonNode> latest = new TreeMap<>();
        for (var figures : TestKafka.read(job.accuracy())) {
            if (figures.value() == null) {
                latest.remove(text(figures.key()));
                continue;
            }
            latest.put(text(figures.key()), ((ObjectNode) JSON.readTree(figures.value())).without("at"));
        }
        return latest;
    }

    /** The models that classified what the second part completed. */
    List<String> modelsOfTheSecondPart() throws IOException {
        List<String> models = new ArrayList<>();
        for (var kafkaRecord : TestKafka.read(job.actions())) {
            JsonNode action = JSON.readTree(kafkaRecord.value());
            if (action.get("end").longValue() > START + MIDDLE) {
                models.add(action.get("model").textValue());
            }
        }
        return models;
    }

    private List<ProducerRecord<byte[], byte[]>> frames(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (int time = from; time < to; time += FRAME_MILLIS) {
            for (Map.Entry<String, Color> camera : new TreeMap<>(CAMERAS).entrySet()) {
                String label = camera.getKey().equals("gate-1") ? "Red" : null;
                frames.add(frame(job.frames(), camera.getKey(), START + time, jpeg(camera.getValue()), label));
            }
        }
        return frames;
    }

    private static String truth(long from, long to, String label) {
        return "{\"start\":" + (START + from) + ",\"end\":" + (START + to) + ",\"label\":\"" + label + "\"}";
    }

    private static ProducerRecord<byte[], byte[]> value(String topic, String key, String value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }
}
