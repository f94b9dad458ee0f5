package io.actionstream.cluster.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Cameras of which each that goes is followed by a new one. A seed decides on everything. Like its cameras it has no
 * clock, so hours of it can be played in a moment.
 */
public final class CameraFleet {
    /** Cameras join within so long, so that their clips do not end together. */
    private static final long CLIP_MILLIS = 6_000;

    private static final int SAMPLE_CAMERAS = 100;
    private static final long SAMPLE_MILLIS = 1_200_000;

    private final String name;
    private final GeneratedFilm film;
    private final SplittableRandom random;
    private final PriorityQueue<SoakCamera> cameras =
            new PriorityQueue<>(Comparator.comparingLong(SoakCamera::due).thenComparing(SoakCamera::name));
    private int joined;

    /**
     * Cameras that are about to join.
     *
     * @param name what their names begin with
     * @param start in milliseconds since the epoch
     */
    public CameraFleet(String name, int size, long start, GeneratedFilm film, long seed) {
        this.name = name;
        this.film = film;
        this.random = new SplittableRandom(seed);
        for (int camera = 0; camera < size; camera++) {
            join(start);
        }
    }

    /** How many clips a second the average camera of a fleet makes: padded ones more, silent ones fewer than one in six. */
    public static double clipsPerSecond(GeneratedFilm film, long seed) {
        CameraFleet fleet = new CameraFleet("sample", SAMPLE_CAMERAS, CLIP_MILLIS, film, seed);
        ExpectedClips expected = new ExpectedClips();
        while (fleet.due() < CLIP_MILLIS + SAMPLE_MILLIS) {
            fleet.act().forEach(expected::add);
        }
        return expected.afterAll().size() * 1000.0 / SAMPLE_MILLIS / SAMPLE_CAMERAS;
    }

    /** When a camera acts next, in milliseconds since the epoch. */
    long due() {
        return cameras.element().due();
    }

    /** Has that camera act. */
    public List<Shot> act() {
        SoakCamera camera = cameras.remove();
        long now = camera.due();
        List<Shot> shots = camera.act();
        if (camera.isGone()) {
            join(now);
        } else {
            cameras.add(camera);
        }
        return shots;
    }

    /** All cameras go: every other one says so. */
    List<Shot> leave(long now) {
        List<Shot> ends = new ArrayList<>();
        for (SoakCamera camera = cameras.poll(); camera != null; camera = cameras.poll()) {
            if (random.nextBoolean()) {
                ends.add(camera.end(now));
            }
        }
        return ends;
    }

    /** Cameras that film: the others are silent for a while. */
    int filming(long now) {
        return (int)
                cameras.stream().filter(camera -> camera.due() < now + 1_000).count();
    }

    /** Cameras that there have been. */
    public int joined() {
        return joined;
    }

    private void join(long now) {
        cameras.add(new SoakCamera(name + "-" + joined++, now + random.nextLong(CLIP_MILLIS), film, random.split()));
    }
}
