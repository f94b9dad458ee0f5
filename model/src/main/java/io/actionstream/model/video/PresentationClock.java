package io.actionstream.model.video;

/** Presentation times in milliseconds from the first frame, never going back. */
final class PresentationClock {

    private final double tickMillis;
    private final double frameMillis;
    private final long missing;
    private Long origin;
    private double now = Double.NaN;

    /**
     * Makes a clock.
     *
     * @param tickMillis one unit of the stream's time base
     * @param frameMillis from one frame to the next, where frames carry no time
     * @param missing the time stamp that stands for none
     */
    PresentationClock(double tickMillis, double frameMillis, long missing) {
        this.tickMillis = tickMillis;
        this.frameMillis = frameMillis;
        this.missing = missing;
    }

    /** Moves on to the next frame. */
    void advance(long timestamp) {
        double expected = Double.isNaN(now) ? 0 : now + frameMillis;
        if (timestamp == missing) {
            now = expected;
            return;
        }
        if (origin == null) {
            origin = timestamp - Math.round(expected / tickMillis);
        }
        double presented = (timestamp - origin) * tickMillis;
        now = Double.isNaN(now) ? presented : Math.max(now, presented);
    }

    long millis() {
        return Math.round(now);
    }
}
