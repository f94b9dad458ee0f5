package io.actionstream.media.video;

/**
 * Presentation times in milliseconds from the first frame, never going back. Where a stream's own times jump, as in
 * recordings that were joined, the frame follows on the one before.
 */
final class PresentationClock {

    private static final double JUMP_MILLIS = 5000;
    private static final int JUMP_FRAMES = 10;

    private final double tickMillis;
    private final double frameMillis;
    private final double jumpMillis;
    private final long missing;
    private Long origin;
    private double now = Double.NaN;
    private double shown;
    private double joined;
    private double reached;
    private double began;
    private int jumps;
    private double firstJump;
    private double firstJumpAt;

    /**
     * Makes a clock.
     *
     * @param tickMillis one unit of the stream's time base
     * @param frameMillis from one frame to the next, where frames carry no time
     * @param meanMillis from one frame to the next on average; of frames that are rare, ten make a jump, else 5 s
     * @param missing the time stamp that stands for none
     */
    PresentationClock(double tickMillis, double frameMillis, double meanMillis, long missing) {
        this.tickMillis = tickMillis;
        this.frameMillis = frameMillis;
        this.jumpMillis = Math.max(JUMP_MILLIS, JUMP_FRAMES * meanMillis);
        this.missing = missing;
    }

    /**
     * Moves on to the next frame.
     *
     * @param timestamp in ticks
     * @param duration in ticks; 0 when the frame has none
     */
    void advance(long timestamp, long duration) {
        double expected = Double.isNaN(now) ? 0 : now + frameMillis;
        double presented = timestamp == missing ? expected : presented(timestamp, expected);
        now = Double.isNaN(now) ? presented : Math.max(now, presented);
        shown = now + Math.max(frameMillis, duration * tickMillis);
        reached = Math.max(reached, shown + joined);
    }

    private double presented(long timestamp, double expected) {
        if (origin == null) {
            origin = timestamp - Math.round(expected / tickMillis);
            began = origin * tickMillis;
        }
        double presented = ((double) timestamp - origin) * tickMillis;
        double jump = presented - expected;
        if (Double.isNaN(now) || Math.abs(jump) <= jumpMillis) {
            return presented;
        }
        if (jumps == 0) {
            firstJump = jump;
            firstJumpAt = expected;
        }
        jumps++;
        joined += jump;
        origin = timestamp - Math.round(expected / tickMillis);
        return expected;
    }

    long millis() {
        return Math.round(now);
    }

    /** The time at which the last frame has been shown. */
    double endMillis() {
        return shown;
    }

    /** The distance that the stream's own times went from its first frame, jumps included. */
    double reachedMillis() {
        return reached;
    }

    /** The stream's own time of its first frame. */
    double beganMillis() {
        return began;
    }

    /** The number of jumps. */
    int jumps() {
        return jumps;
    }

    /** By how much times have jumped the first time; less than 0 when backwards. */
    double firstJumpMillis() {
        return firstJump;
    }

    /** The time at which times have jumped the first time. */
    double firstJumpAtMillis() {
        return firstJumpAt;
    }
}
