package io.actionstream.page.state;

import io.actionstream.model.events.Event;
import io.actionstream.page.picture.PictureStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * All that the page knows, told by the topics. Bounded: cameras by {@link StateLimits}, and what is kept of each by its class. Names
 * and labels that no camera or action may have are passed over. Safe for any number of threads.
 */
public final class PageState {

    private static final long SNAPSHOT_MILLIS = 200;
    private static final long THROUGHPUT_STEP_MILLIS = 1000;
    private static final int THROUGHPUT_STEPS = 30;
    private static final long REJECTED_STEP_MILLIS = 60_000;
    private static final int REJECTED_STEPS = 60;
    private static final int HISTORY_POINTS = 720;
    private static final int MOST_LABELS = 1000;

    private final StateLimits limits;
    private final PictureStore pictures;
    private final LongSupplier clock;
    private final Cameras cameras;
    private final Set<String> labels = new TreeSet<>();
    private final RecentCounts clips = new RecentCounts(THROUGHPUT_STEP_MILLIS, THROUGHPUT_STEPS);
    private final RecentCounts rejected = new RecentCounts(REJECTED_STEP_MILLIS, REJECTED_STEPS);
    private final Latencies latencies = new Latencies();
    private final Models models = new Models();
    private final LatestFigures figures = new LatestFigures();
    private final AccuracyHistory history = new AccuracyHistory(HISTORY_POINTS);
    private final UncertainClips uncertain;
    private Figures.Events events;
    private Long lag;
    private Snapshot snapshot;

    /**
     * Knows nothing yet.
     *
     * @param clock the time now, in milliseconds since 1970
     */
    public PageState(StateLimits limits, PictureStore pictures, LongSupplier clock) {
        this.limits = limits;
        this.pictures = pictures;
        this.clock = clock;
        this.cameras = new Cameras(limits, this::forget);
        this.uncertain = new UncertainClips(pictures);
    }

    /** The pictures of the cameras. */
    public PictureStore pictures() {
        return pictures;
    }

    /**
     * A clip was classified.
     *
     * @param at when, in milliseconds since 1970
     */
    public synchronized void clip(Clip clip, long at) {
        CameraState camera = cameras.heard(clip.camera(), at, clock.getAsLong());
        if (camera == null || !Names.isText(clip.label())) {
            return;
        }
        camera.clip(clip, at);
        clips.add("", at);
        latencies.add(clip.latencyMillis());
        learn(clip.truth());
        clip.top().forEach(score -> learn(score.label()));
        if (Names.isText(clip.model())) {
            models.used(clip.model(), at);
        }
        if (camera.truthOf(clip) == null) {
            uncertain.add(clip);
        }
    }

    /** Something was told of an event. */
    public synchronized void event(Event event, long at) {
        CameraState camera = cameras.heard(event.camera(), at, clock.getAsLong());
        if (camera != null && Names.isText(event.label())) {
            camera.event(event, at);
            learn(event.label());
        }
    }

    /** Rolling figures of a camera, of all cameras or of events. */
    public synchronized void figures(Figures latest, long at) {
        if (latest.scope().equals(Figures.ALL)) {
            history.add(at, latest.accuracy());
            figures.put(latest);
            return;
        }
        if (latest.scope().equals(Figures.EVENTS)) {
            events = latest.events();
            return;
        }
        CameraState camera = cameras.heard(latest.scope(), at, clock.getAsLong());
        if (camera != null) {
            camera.figures(latest, at);
            figures.put(latest);
        }
    }

    /** A scope has no figures any more. */
    public synchronized void forgottenFigures(String scope) {
        figures.remove(scope);
        CameraState camera = cameras.known(scope);
        if (camera != null) {
            camera.forgetFigures();
        }
    }

    /**
     * Something could not be used.
     *
     * @param camera the camera's name; null, or any text, when it is not of one
     * @param ofImage whether it was a frame of that camera
     */
    public synchronized void rejected(String camera, String reason, boolean ofImage, long at) {
        if (!Names.isText(reason)) {
            return;
        }
        rejected.add(reason, at);
        CameraState known = ofImage ? cameras.heard(camera, at, clock.getAsLong()) : null;
        if (known != null) {
            known.rejected(reason, at);
        }
    }

    /** Somebody knows better: a record of the topic of truths, or a judgement that will be one. */
    public synchronized void truth(String camera, Truth truth) {
        CameraState known = cameras.known(camera);
        if (known != null && Names.isText(truth.label())) {
            known.truth(truth);
            learn(truth.label());
        }
    }

    /** A judgement was undone. */
    public synchronized void withdraw(String camera, Truth truth) {
        CameraState known = cameras.known(camera);
        if (known != null) {
            known.withdraw(truth);
        }
    }

    /** A model was announced, which the job may use next. */
    public synchronized void announced(String version) {
        models.announced(version);
    }

    /** A frame of a camera came. */
    public synchronized void frame(String camera, long at) {
        CameraState known = cameras.heard(camera, at, clock.getAsLong());
        if (known != null) {
            known.frame(at);
        }
    }

    /**
     * A picture of a camera is in the store.
     *
     * @param captured its time of capture
     */
    public synchronized void picture(String camera, long captured) {
        CameraState known = cameras.known(camera);
        if (known != null) {
            known.picture(captured);
        }
    }

    /** The number of records of frames that the job has not read yet; null when unknown. */
    public synchronized void lag(Long records) {
        lag = records;
    }

    /** Labels that may be chosen, though no record has shown them yet. */
    public synchronized void labels(Collection<String> known) {
        known.forEach(this::learn);
    }

    /** Tells whether a camera is known. */
    public synchronized boolean knows(String camera) {
        return cameras.known(camera) != null;
    }

    /** The state now, at most {@value #SNAPSHOT_MILLIS} ms old. */
    public synchronized Snapshot snapshot() {
        long now = clock.getAsLong();
        if (snapshot == null || now - snapshot.now() >= SNAPSHOT_MILLIS || now < snapshot.now()) {
            snapshot = build(now);
        }
        return snapshot;
    }

    /** Accuracy of a camera, or of all; empty when the scope is not known. */
    public synchronized Optional<AccuracyView> accuracy(String scope) {
        CameraState camera = cameras.known(scope);
        if (camera == null && !scope.equals(Figures.ALL)) {
            return Optional.empty();
        }
        long now = clock.getAsLong();
        Figures latest = figures.get(scope);
        return Optional.of(new AccuracyView(
                scope,
                (camera == null ? history : camera.history()).points(now),
                models.newestFirst(),
                latest == null ? List.of() : latest.classes(),
                latest == null ? new Figures.Confusion(List.of(), List.of()) : latest.confusion()));
    }

    private Snapshot build(long now) {
        uncertain.removeIf(this::isSettled, now);
        List<Tile> tiles = cameras.all(now).stream()
                .map(camera -> camera.tile(now, limits.silentMillis()))
                .toList();
        return new Snapshot(now, tiles, overview(tiles, now), uncertain.offered(), List.copyOf(labels));
    }

    private Overview overview(List<Tile> tiles, long now) {
        int live = 0;
        int refused = 0;
        for (Tile tile : tiles) {
            live += tile.condition() == CameraCondition.LIVE ? 1 : 0;
            refused += tile.condition() == CameraCondition.REJECTED ? 1 : 0;
        }
        int recentClips = clips.byName(now).getOrDefault("", 0);
        List<ModelChange> used = models.newestFirst();
        Figures all = figures.get(Figures.ALL);
        return new Overview(
                now,
                new Overview.Cameras(tiles.size(), live, tiles.size() - live - refused, refused),
                (double) recentClips / THROUGHPUT_STEPS,
                latencies.figures(),
                lag,
                rejected.byName(now),
                used.isEmpty() ? null : used.get(0),
                used,
                all == null ? null : new Overview.Accuracy(all.accuracy(), all.clips(), all.correct()),
                events);
    }

    private boolean isSettled(Uncertain clip) {
        CameraState camera = cameras.known(clip.camera());
        return camera == null || camera.truths().stream().anyMatch(truth -> truth.covers(clip.start(), clip.end()) > 0);
    }

    private void forget(String camera) {
        pictures.forget(camera);
        figures.remove(camera);
    }

    private void learn(String label) {
        if (labels.size() < MOST_LABELS && Names.isText(label)) {
            labels.add(label);
        }
    }
}
