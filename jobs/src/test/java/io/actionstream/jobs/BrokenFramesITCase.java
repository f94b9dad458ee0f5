package io.actionstream.jobs;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.camera;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Broken frames among those of good cameras. The job must not restart: it has no restarts, so a failure fails the run. */
class BrokenFramesITCase {

    private static final int BROKEN_FRAMES = 1000;
    private static final int SECONDS = 24;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CAMERAS = List.of("gate-1", "gate-2", "gate-3", "gate-4");

    private final Random random = new Random(7);

    @Test
    void shouldRejectThemAllAndLabelTheClipsOfAnUndisturbedRun() throws Exception {
        TestJob undisturbed = TestJob.withTopics();
        TestKafka.send(goodFrames(undisturbed.frames()));
        undisturbed.run();

        TestJob disturbed = TestJob.withTopics();
        TestKafka.send(withBrokenFrames(disturbed.frames()));
        disturbed.run("--max-image-bytes=100KB", "--max-rejected-bytes=50KB");

        assertThat(clips(disturbed))
                .hasSize(CAMERAS.size() * 4)
                .containsExactlyInAnyOrderElementsOf(clips(undisturbed));
        var rejected = TestKafka.read(disturbed.rejected());
        assertThat(rejected).hasSize(BROKEN_FRAMES);
        Map<String, Long> reasons = rejected.stream()
                .collect(Collectors.groupingBy(
                        record -> text(record.headers().lastHeader("reason").value()), Collectors.counting()));
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "empty", 200L,
                        "truncated", 200L,
                        "too-many-bytes", 200L,
                        "too-many-pixels", 200L,
                        "unknown-format", 200L));
        assertThat(rejected)
                .filteredOn(record -> record.headers().lastHeader("truncated-from") != null)
                .hasSize(200)
                .allSatisfy(record -> assertThat(record.value()).hasSize(50_000));
    }

    private static List<ProducerRecord<byte[], byte[]>> goodFrames(String topic) {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (int i = 0; i < CAMERAS.size(); i++) {
            Color colour = List.of(Color.RED, Color.GREEN, Color.BLUE).get(i % 3);
            frames.addAll(camera(topic, CAMERAS.get(i), colour, "Red", SECONDS));
        }
        return frames;
    }

    private List<ProducerRecord<byte[], byte[]>> withBrokenFrames(String topic) {
        List<ProducerRecord<byte[], byte[]>> frames = goodFrames(topic);
        for (int i = 0; i < BROKEN_FRAMES; i++) {
            int place = random.nextInt(frames.size());
            String camera = text(frames.get(place).key());
            frames.add(place, frame(topic, camera, START + random.nextInt(SECONDS * 1000), broken(i), "Blue"));
        }
        return frames;
    }

    private byte[] broken(int number) {
        byte[] good = jpeg(Color.YELLOW);
        return switch (number % 5) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(good, good.length - 1 - random.nextInt(good.length / 2));
            case 2 -> Arrays.copyOf(good, 100_001);
            case 3 -> withSize(good, 65_000);
            default -> "no image at all".getBytes(UTF_8);
        };
    }

    /** The same JPEG, whose header says that it is so many pixels wide and high. */
    private static byte[] withSize(byte[] jpeg, int side) {
        byte[] giant = jpeg.clone();
        for (int i = 0; i < giant.length - 8; i++) {
            if ((giant[i] & 0xff) == 0xff && (giant[i + 1] & 0xff) == 0xc0) {
                for (int size = i + 5; size < i + 9; size += 2) {
                    giant[size] = (byte) (side >> 8);
                    giant[size + 1] = (byte) side;
                }
                return giant;
            }
        }
        throw new IllegalArgumentException("not a baseline JPEG");
    }

    private static List<JsonNode> clips(TestJob job) {
        return TestKafka.read(job.actions()).stream()
                .map(action -> withoutLatency(text(action.value())))
                .toList();
    }

    private static JsonNode withoutLatency(String action) {
        try {
            var json = (ObjectNode) JSON.readTree(action);
            json.remove("latencyMillis");
            return json;
        } catch (JsonProcessingException e) {
            throw new AssertionError(action, e);
        }
    }
}
