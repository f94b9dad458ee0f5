package io.actionstream.cluster.camera;

import io.actionstream.cluster.process.BrokerProcess;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.operators.records.ClipId;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Cameras that have filmed generated people: a different action, begun at a different moment, in each clip.
 *
 * @param cameras how many
 * @param clipsEach clips that each has filmed, without a gap
 * @param start of all, in milliseconds since the epoch
 */
public record GeneratedCameras(int cameras, int clipsEach, long start) {
    static final int SIDE = 32;

    public static final long CLIP_MILLIS = 6_000;
    private static final int FRAMES = Math.toIntExact(CLIP_MILLIS / GeneratedFilm.FRAME_MILLIS);
    private static final int CAMERAS = 20;

    /** So many clips, an hour or more ago. */
    public static GeneratedCameras of(int clips) {
        int each = Math.max(1, clips / CAMERAS);
        long ended = System.currentTimeMillis() / CLIP_MILLIS * CLIP_MILLIS - 3_600_000;
        return new GeneratedCameras(CAMERAS, each, ended - each * CLIP_MILLIS);
    }

    /** All clips that their frames make. */
    public Set<ClipId> clips() {
        Set<ClipId> clips = new HashSet<>();
        for (int camera = 0; camera < cameras; camera++) {
            for (int clip = 0; clip < clipsEach; clip++) {
                clips.add(new ClipId(name(camera), start + clip * CLIP_MILLIS));
            }
        }
        return clips;
    }

    /** Sends all frames in the order of their capture, then the end of each camera's session. */
    public void publish(BrokerProcess broker, String topic) throws IOException {
        try (KafkaFrames frames = broker.frames(topic)) {
            publish(frames, time -> {});
            frames.flush();
        }
    }

    /**
     * The same, among what others send.
     *
     * @param others is given each time of capture, to send more
     */
    public void publish(KafkaFrames frames, LongConsumer others) throws IOException {
        GeneratedFilm film = GeneratedFilm.of(new SceneOptions(SIDE, SIDE));
        for (int frame = 0; frame < clipsEach * FRAMES; frame++) {
            for (int camera = 0; camera < cameras; camera++) {
                int clip = frame / FRAMES;
                SyntheticAction action = action(camera, clip);
                byte[] image = film.picture(action, frame % FRAMES + camera + clip);
                frames.frame(name(camera), time(frame), image, action.label());
            }
            others.accept(time(frame));
        }
        for (int camera = 0; camera < cameras; camera++) {
            frames.endSession(name(camera), end());
        }
    }

    /** Time of the end of all sessions. */
    public long end() {
        return time(clipsEach * FRAMES);
    }

    private long time(int frame) {
        return start + frame * GeneratedFilm.FRAME_MILLIS;
    }

    private static SyntheticAction action(int camera, int clip) {
        SyntheticAction[] actions = SyntheticAction.values();
        return actions[(7 * camera + clip) % actions.length];
    }

    private static String name(int camera) {
        return "camera-" + camera;
    }
}
