package io.actionstream.model.clip;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;

/**
 * The geometry of a clip: what the network was trained on and what the stream must give it.
 *
 * @param frames samples in a clip
 * @param intervalMillis time from one sample to the next, in milliseconds
 * @param height rows of a sample, in pixels; a multiple of {@link #SIDE_UNIT}
 * @param width columns of a sample, in pixels; a multiple of {@link #SIDE_UNIT}
 * @param padding what fills a clip whose video ended early
 */
public record ClipSpec(int frames, int intervalMillis, int height, int width, Padding padding) implements Serializable {

    /** The RGB channels of a sample. */
    public static final int CHANNELS = 3;

    /** The network halves height and width four times, each time exactly. */
    public static final int SIDE_UNIT = 16;

    /** The reference tutorial's clip: 10 frames, 600 ms apart (every 15th of 25 frames a second), 224x224. */
    public static final ClipSpec TUTORIAL = new ClipSpec(10, 600, 224, 224, Padding.BLACK);

    private static final int MAX_SIDE = 2048;
    private static final int MAX_FRAMES = 256;

    public ClipSpec {
        requireBetween("frames", frames, 1, MAX_FRAMES);
        requireBetween("intervalMillis", intervalMillis, 1, 3_600_000);
        requireSide("height", height);
        requireSide("width", width);
        if (padding == null) {
            throw new IllegalArgumentException("clip padding is missing");
        }
    }

    /** Bytes of one sample: height x width x RGB, uint8. */
    @JsonIgnore
    public int frameBytes() {
        return height * width * CHANNELS;
    }

    /** Bytes of one clip: frames x height x width x RGB, uint8. */
    @JsonIgnore
    public int clipBytes() {
        return Math.multiplyExact(frames, frameBytes());
    }

    /**
     * Makes sure of a clip's length.
     *
     * @throws IllegalArgumentException when it is not that of {@link #clipBytes}
     */
    public void check(byte[] clip) {
        if (clip.length != clipBytes()) {
            throw new IllegalArgumentException("a clip has " + clipBytes() + " bytes, not " + clip.length);
        }
    }

    /** The same clip at another size. */
    public ClipSpec withSize(int newHeight, int newWidth) {
        return new ClipSpec(frames, intervalMillis, newHeight, newWidth, padding);
    }

    /** The same clip at another pace. */
    public ClipSpec withInterval(int newIntervalMillis) {
        return new ClipSpec(frames, newIntervalMillis, height, width, padding);
    }

    /** The same clip with another padding. */
    public ClipSpec withPadding(Padding newPadding) {
        return new ClipSpec(frames, intervalMillis, height, width, newPadding);
    }

    /** Whether both are made of the same samples, whatever their size: frames, pace and padding are the same. */
    public boolean hasSamplesOf(ClipSpec other) {
        return withSize(other.height, other.width).equals(other);
    }

    private static void requireSide(String name, int value) {
        requireBetween(name, value, SIDE_UNIT, MAX_SIDE);
        if (value % SIDE_UNIT != 0) {
            throw new IllegalArgumentException(
                    "clip " + name + " must be a multiple of " + SIDE_UNIT + ", not " + value);
        }
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "clip " + name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
