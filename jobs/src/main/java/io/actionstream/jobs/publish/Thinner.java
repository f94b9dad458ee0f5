package io.actionstream.jobs.publish;

import java.util.OptionalDouble;

/** Thins a video out to a number of frames a second: of each period it keeps the first frame. */
final class Thinner {

    private static final double MILLIS_PER_SECOND = 1000;

    private final OptionalDouble framesPerSecond;
    private double duePeriod;

    /** Keeps every frame when no rate is given. */
    Thinner(OptionalDouble framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    /** Tells whether to keep the frame shown at this time of the video, in milliseconds from its first. */
    boolean keeps(long timestampMillis) {
        if (framesPerSecond.isEmpty()) {
            return true;
        }
        double period = Math.floor(timestampMillis * framesPerSecond.getAsDouble() / MILLIS_PER_SECOND);
        if (period < duePeriod) {
            return false;
        }
        duePeriod = period + 1;
        return true;
    }
}
