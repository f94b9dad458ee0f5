package io.actionstream.jobs.publish;

/**
 * Gives the frames of one camera their capture times: those of a video keep its own rhythm, and every time is later than
 * the one before, from video to video too.
 */
final class CaptureClock {

    private long videoStart;
    private long last;

    /** Starts with no capture time before {@code earliest}. */
    CaptureClock(long earliest) {
        this.last = earliest - 1;
    }

    /** Begins a video at {@code preferred}, or right behind what was given out when that is later. */
    void beginVideo(long preferred) {
        videoStart = Math.max(preferred, last + 1);
    }

    /** The capture time of the frame shown {@code millis} after the video's first. */
    long frame(long millis) {
        last = Math.max(videoStart + millis, last + 1);
        return last;
    }

    /** The time at which the session ends, right behind its last frame. */
    long endVideo() {
        last++;
        return last;
    }
}
