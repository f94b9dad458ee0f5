package io.actionstream.bench.stream;

import java.time.Duration;

/**
 * Cameras that begin one after another, evenly over a clip's time, so that their clips don't end together.
 *
 * @param cameras how many
 * @param seconds that each films
 */
record Load(int cameras, int seconds) {
    static final int FRAMES_PER_SECOND = 25;
    static final int FRAME_MILLIS = 1000 / FRAMES_PER_SECOND;
    static final Duration CLIP = Duration.ofSeconds(6);

    /** Whole clips of all cameras. */
    int clips() {
        return cameras * (int) (seconds / CLIP.toSeconds());
    }

    long frames() {
        return (long) cameras * framesOfOne();
    }

    long framesOfOne() {
        return (long) seconds * FRAMES_PER_SECOND;
    }

    /** The delay of a camera's first frame after the first camera's. */
    long delayMillis(int camera) {
        return CLIP.toMillis() * camera / cameras;
    }

    static String name(int camera) {
        return "camera-" + camera;
    }
}
