package io.actionstream.cluster.camera;

import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.operators.records.ClipId;
import io.actionstream.synthetic.person.SyntheticAction;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Cameras that film without a pause, each 25 frames a second, on a thread of their own. Their clips begin at different moments. */
public final class LiveCameras {
    private static final long FRAME_MILLIS = 40;
    private static final String PREFIX = "good-";
    private static final SyntheticAction[] ACTIONS = SyntheticAction.values();

    private final GeneratedFilm film;
    private final int cameras;
    private final KafkaFrames frames;
    private final long start = System.currentTimeMillis();
    private final ExpectedClips expected = new ExpectedClips();
    private final CompletableFuture<Void> end;
    private volatile boolean stopped;

    /** Starts to send. */
    public LiveCameras(int cameras, GeneratedFilm film, KafkaFrames frames) {
        this.cameras = cameras;
        this.film = film;
        this.frames = frames;
        this.end = CompletableFuture.runAsync(this::run, command -> new Thread(command, "cameras").start());
    }

    /** Tells whether a camera is one of these. */
    public boolean has(String camera) {
        return camera.startsWith(PREFIX);
    }

    /** Fails when sending has. */
    public void requireSending() {
        if (end.isDone()) {
            end.join();
        }
    }

    /**
     * All cameras end their sessions.
     *
     * @return the clips that their frames have made
     */
    public Set<ClipId> leave() {
        stopped = true;
        end.join();
        return expected.afterAll();
    }

    private void run() {
        long frame = 0;
        while (!stopped) {
            long due = start + frame * FRAME_MILLIS;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(due - System.currentTimeMillis()));
            if (System.currentTimeMillis() >= due) {
                film(frame++, due);
            }
        }
        for (int camera = 0; camera < cameras; camera++) {
            send(new Shot(PREFIX + camera, start + frame * FRAME_MILLIS, null));
        }
        frames.flush();
    }

    private void film(long frame, long time) {
        int picture = (int) (frame * FRAME_MILLIS / GeneratedFilm.FRAME_MILLIS);
        for (int camera = 0; camera < cameras; camera++) {
            if (time - start >= camera * GeneratedCameras.CLIP_MILLIS / cameras) {
                send(new Shot(PREFIX + camera, time, film.picture(ACTIONS[camera % ACTIONS.length], picture)));
            }
        }
    }

    private void send(Shot shot) {
        expected.add(shot);
        shot.send(frames);
    }
}
