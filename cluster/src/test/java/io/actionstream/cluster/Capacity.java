package io.actionstream.cluster;

import io.actionstream.cluster.camera.CameraFleet;
import io.actionstream.cluster.camera.ExpectedClips;
import io.actionstream.cluster.camera.GeneratedFilm;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.operators.records.ClipId;
import java.io.IOException;
import java.util.Set;

/**
 * What a job can bear.
 *
 * @param clipsPerSecond delivered while there was more to do
 * @param clips that have been asked of it
 */
record Capacity(double clipsPerSecond, Set<ClipId> clips) {
    private static final int CAMERAS = 60;
    private static final int CLIPS = 1_000;
    private static final long HOUR_MILLIS = 3_600_000;

    /** Sends at once what a fleet has filmed an hour ago, and times the delivery of three fifths of its clips. */
    static Capacity measure(GeneratedFilm film, long seed, KafkaFrames frames, DeliveredActions actions)
            throws IOException {
        ExpectedClips expected = new ExpectedClips();
        CameraFleet fleet = new CameraFleet("flood", CAMERAS, System.currentTimeMillis() - HOUR_MILLIS, film, seed);
        while (expected.complete() < CLIPS) {
            fleet.act().forEach(shot -> {
                expected.add(shot);
                shot.send(frames);
            });
        }
        frames.flush();
        // The first clips start everything up, and the last of a camera that says nothing comes when its time is out.
        actions.awaitClips(CLIPS / 5);
        int before = actions.byClip().size();
        long from = System.nanoTime();
        actions.awaitClips(CLIPS * 4 / 5);
        double rate = (actions.byClip().size() - before) * 1e9 / (System.nanoTime() - from);
        Set<ClipId> clips = expected.afterAll();
        actions.awaitClips(clips.size());
        return new Capacity(rate, clips);
    }
}
