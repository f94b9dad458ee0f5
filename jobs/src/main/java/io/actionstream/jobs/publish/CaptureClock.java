package io.actionstream.jobs.publish;

/**
 * Gives the frames of one camera their capture times: those of a video keep its own rhythm, and every time is later than
 * the one before, from video to video too. When the machine's clock is set, it shows from the next video on.
 */
final class CaptureClock {

    private long videoStart;
    private long begun; // elapsed time that belongs to videoStart
    private long last;

    /** Starts with no capture time before {@code earliest}. */
    CaptureClock(long earliest) {
        this.videoStart = earliest;
        this.last = earliest - 1;
    }

    /**
     * Begins a video at {@code preferred}, or right behind what was given out when that is later.
     *
     * @param elapsed the elapsed time now
     */
    void beginVideo(long preferred, long elapsed) {
        long next = last + 1;
        begun = Math.max(elapsed, due(next));
        videoStart = Math.max(preferred, next);
    }

    /** The capture time of the frame shown {@code millis} after the video's first. */
    long frame(long millis) {
        last = Math.max(videoStart + millis, last + 1);
        return last;
    }

    /** The elapsed time at which a capture time of this video comes. */
    long due(long captured) {
        return begun + captured - videoStart;
    }

    /** The time at which the session ends, right behind its last frame. */
    long endVideo() {
        last++;
        return last;
    }
}
