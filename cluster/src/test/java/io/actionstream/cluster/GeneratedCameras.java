package io.actionstream.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.model.synthetic.SceneOptions;
import io.actionstream.model.synthetic.SyntheticAction;
import io.actionstream.model.synthetic.SyntheticVideo;
import io.actionstream.operators.records.ClipId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Cameras that have filmed generated people: a different action, begun at a different moment, in each clip.
 *
 * @param cameras how many
 * @param clipsEach clips that each has filmed, without a gap
 * @param start of all, in milliseconds since the epoch
 */
record GeneratedCameras(int cameras, int clipsEach, long start) {

    static final int SIDE = 32;

    private static final long CLIP_MILLIS = 6_000;
    private static final long FRAME_MILLIS = 300;
    private static final int FRAMES = Math.toIntExact(CLIP_MILLIS / FRAME_MILLIS);
    private static final int CAMERAS = 20;
    private static final long SEED = 5;

    /** So many clips, an hour or more ago. */
    static GeneratedCameras of(int clips) {
        int each = Math.max(1, clips / CAMERAS);
        long ended = System.currentTimeMillis() / CLIP_MILLIS * CLIP_MILLIS - 3_600_000;
        return new GeneratedCameras(CAMERAS, each, ended - each * CLIP_MILLIS);
    }

    /** All clips that their frames make. */
    Set<ClipId> clips() {
        Set<ClipId> clips = new HashSet<>();
        for (int camera = 0; camera < cameras; camera++) {
            for (int clip = 0; clip < clipsEach; clip++) {
                clips.add(new ClipId(name(camera), start + clip * CLIP_MILLIS));
            }
        }
        return clips;
    }

    /** Sends all frames in the order of their capture, then the end of each camera's session. */
    void publish(String bootstrapServers, String topic) throws IOException {
        Map<Long, byte[]> film = film();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 50),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int frame = 0; frame < clipsEach * FRAMES; frame++) {
                for (int camera = 0; camera < cameras; camera++) {
                    SyntheticAction action = action(camera, frame / FRAMES);
                    byte[] image = film.get(picture(action, frame % FRAMES + camera + frame / FRAMES));
                    ProducerRecord<byte[], byte[]> sent = frame(topic, camera, frame, image);
                    sent.headers().add("label", action.label().getBytes(UTF_8));
                    producer.send(sent);
                }
            }
            for (int camera = 0; camera < cameras; camera++) {
                producer.send(frame(topic, camera, clipsEach * FRAMES, null));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> frame(String topic, int camera, int frame, byte[] image) {
        return new ProducerRecord<>(
                topic, null, start + frame * FRAME_MILLIS, name(camera).getBytes(UTF_8), image);
    }

    private static Map<Long, byte[]> film() throws IOException {
        Map<Long, byte[]> film = new HashMap<>();
        for (SyntheticAction action : SyntheticAction.values()) {
            SyntheticVideo video = new SyntheticVideo(SEED, action, new SceneOptions(SIDE, SIDE));
            for (int frame = 0; frame < FRAMES; frame++) {
                film.put(picture(action, frame), jpeg(video.frame(frame * FRAME_MILLIS)));
            }
        }
        return film;
    }

    private static long picture(SyntheticAction action, int frame) {
        return (long) action.ordinal() * FRAMES + frame % FRAMES;
    }

    private static SyntheticAction action(int camera, int clip) {
        SyntheticAction[] actions = SyntheticAction.values();
        return actions[(7 * camera + clip) % actions.length];
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    private static String name(int camera) {
        return "camera-" + camera;
    }
}
