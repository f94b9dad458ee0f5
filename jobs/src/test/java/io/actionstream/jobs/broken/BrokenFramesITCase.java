package io.actionstream.jobs.broken;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.camera;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestKafka.header;
import static io.actionstream.jobs.testing.TestKafka.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionstream.jobs.broken.BrokenImages.Damage;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.model.clip.Fit;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Broken frames among those of good cameras, {@code -Dframes=100000} of them or as many as one likes. The job must not
 * restart: it has no restarts, so a failure fails the run.
 */
class BrokenFramesITCase {

    private static final int BROKEN_FRAMES = Integer.getInteger("frames", 1000);
    private static final long SEED = 7;
    private static final int SECONDS = 24;
    private static final int KEPT_BYTES = 5000;
    private static final int SLOT_MILLIS = 600;
    private static final int SIDE = 32;
    private static final String FLIPPED = "flipped-";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CAMERAS = List.of("gate-1", "gate-2", "gate-3", "gate-4");
    private static final String[] LIMITS = {
        "--max-image-bytes=" + BrokenImages.MAX_BYTES, "--max-rejected-bytes=" + KEPT_BYTES, "--min-frames=1"
    };

    private final Random random = new Random(SEED);
    private final BrokenImages broken = new BrokenImages(random);
    private final ImageCheck check = new ImageCheck(
            new ImageLimits(BrokenImages.MAX_BYTES, ImageLimits.DEFAULT.maxPixels()), SIDE, SIDE, Fit.LETTERBOX);
    private final FrameDecoder decoder = new FrameDecoder(SIDE, SIDE);
    private final Map<String, Integer> expected = new TreeMap<>();
    private int flipped;

    @Test
    void shouldRejectThemAllAndLabelTheClipsOfAnUndisturbedRun() throws Exception {
        TestJob undisturbed = TestJob.withTopics();
        TestKafka.send(goodFrames(undisturbed.frames()));
        undisturbed.run(LIMITS);

        TestJob disturbed = TestJob.withTopics();
        TestKafka.send(withBrokenFrames(disturbed.frames()));
        long start = System.nanoTime();
        disturbed.run(LIMITS);
        long millis = (System.nanoTime() - start) / 1_000_000;

        List<JsonNode> clips = clipsOfGoodCameras(disturbed);
        Map<String, Integer> rejected = reasons(disturbed);
        System.out.printf(
                "%d broken frames, seed %d, in %d ms: rejected %s; %d clips of good cameras; no restart%n",
                BROKEN_FRAMES, SEED, millis, rejected, clips.size());
        assertThat(clips)
                .hasSize(CAMERAS.size() * 4)
                .containsExactlyInAnyOrderElementsOf(clipsOfGoodCameras(undisturbed));
        assertThat(rejected).isEqualTo(expected).containsKeys("malformed", "undecodable");
    }

    @Test
    void shouldLoseOneSampleToDamageThatOnlyDecodingShows() throws Exception {
        TestJob undisturbed = TestJob.withTopics();
        TestKafka.send(camera(undisturbed.frames(), "gate-1", Color.RED, "Red", 12));
        undisturbed.run();

        TestJob disturbed = TestJob.withTopics();
        byte[] damaged = undecodable();
        List<ProducerRecord<byte[], byte[]>> frames = camera(disturbed.frames(), "gate-1", Color.RED, "Red", 12);
        int inTheSecondClip = 11 * 3;
        frames.set(inTheSecondClip, frame(disturbed.frames(), "gate-1", START + 11 * SLOT_MILLIS, damaged, "Red"));
        TestKafka.send(frames);
        disturbed.run();

        assertThat(clipsOfGoodCameras(disturbed))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(clipsOfGoodCameras(undisturbed));
        assertThat(TestKafka.read(disturbed.rejected())).singleElement().satisfies(rejected -> {
            assertThat(header(rejected, "reason")).isEqualTo("undecodable");
            assertThat(rejected.value()).isEqualTo(damaged);
        });
    }

    private static List<ProducerRecord<byte[], byte[]>> goodFrames(String topic) {
        List<List<ProducerRecord<byte[], byte[]>>> cameras = new ArrayList<>();
        for (int i = 0; i < CAMERAS.size(); i++) {
            Color colour = List.of(Color.RED, Color.GREEN, Color.BLUE).get(i % 3);
            cameras.add(camera(topic, CAMERAS.get(i), colour, "Red", SECONDS));
        }
        return IntStream.range(0, cameras.get(0).size())
                .boxed()
                .flatMap(i -> cameras.stream().map(camera -> camera.get(i)))
                .toList();
    }

    /** The broken ones spread evenly; made while they are sent, for they may be many. */
    private Stream<ProducerRecord<byte[], byte[]>> withBrokenFrames(String topic) {
        List<ProducerRecord<byte[], byte[]>> good = goodFrames(topic);
        return IntStream.range(0, BROKEN_FRAMES).boxed().flatMap(i -> {
            int from = (int) ((long) good.size() * i / BROKEN_FRAMES);
            int to = (int) ((long) good.size() * (i + 1) / BROKEN_FRAMES);
            return Stream.concat(good.subList(from, to).stream(), Stream.of(brokenFrame(topic, i)));
        });
    }

    private ProducerRecord<byte[], byte[]> brokenFrame(String topic, int number) {
        int kind = number % (Damage.values().length + 1);
        if (kind == Damage.values().length) {
            return flippedFrame(topic);
        }
        Damage damage = Damage.values()[kind];
        expect(damage.reason);
        String camera = CAMERAS.get(random.nextInt(CAMERAS.size()));
        return frame(topic, camera, START + random.nextInt(SECONDS * 1000), broken.with(damage), "Blue");
    }

    /** From cameras of their own, a frame for each slot: those that the check lets pass are samples. */
    private ProducerRecord<byte[], byte[]> flippedFrame(String topic) {
        byte[] image = broken.withFlippedBits();
        check.problemIn(image)
                .map(ImageProblem::reason)
                .or(() -> isDecodable(image) ? Optional.empty() : Optional.of("undecodable"))
                .ifPresent(this::expect);
        int place = flipped++;
        String camera = FLIPPED + place % CAMERAS.size();
        return frame(topic, camera, START + (long) (place / CAMERAS.size()) * SLOT_MILLIS, image, "Blue");
    }

    private void expect(String reason) {
        expected.merge(reason, 1, Integer::sum);
    }

    private byte[] undecodable() {
        return Stream.generate(broken::withFlippedBits)
                .filter(image -> check.problemIn(image).isEmpty() && !isDecodable(image))
                .findFirst()
                .orElseThrow();
    }

    private boolean isDecodable(byte[] image) {
        try {
            decoder.decode(image, new byte[SIDE * SIDE * 3], 0);
            return true;
        } catch (BrokenImageException e) {
            return false;
        }
    }

    /** A frame that cannot be decoded is reported by each clip that it is in, and counts once. */
    private static Map<String, Integer> reasons(TestJob job) {
        Map<String, Integer> reasons = new TreeMap<>();
        Set<String> undecodable = new HashSet<>();
        TestKafka.forEach(job.rejected(), rejected -> {
            String reason = header(rejected, "reason");
            String place = header(rejected, "partition") + "@" + header(rejected, "offset");
            if (!reason.equals("undecodable") || undecodable.add(place)) {
                reasons.merge(reason, 1, Integer::sum);
            }
            assertThat(rejected.value()).hasSizeLessThanOrEqualTo(KEPT_BYTES);
        });
        return reasons;
    }

    private static List<JsonNode> clipsOfGoodCameras(TestJob job) throws IOException {
        List<JsonNode> clips = new ArrayList<>();
        for (var action : TestKafka.read(job.actions())) {
            if (!text(action.key()).startsWith(FLIPPED)) {
                clips.add(((ObjectNode) JSON.readTree(action.value())).without("latencyMillis"));
            }
        }
        return clips;
    }
}
