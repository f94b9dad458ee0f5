package io.actionstream.model.clip;

import java.io.Serializable;

/**
 * The geometry of a clip: what the network was trained on and what the stream must give it.
 *
 * @param frames samples in a clip
 * @param intervalMillis time from one sample to the next, in milliseconds
 * @param height rows of a sample, in pixels
 * @param width columns of a sample, in pixels
 * @param padding what fills a clip whose video ended early
 * @param fit how a picture of another size becomes a sample
 */
public record ClipSpec(int frames, int intervalMillis, int height, int width, Padding padding, Fit fit)
        implements Serializable {

    /** The RGB channels of a sample. */
    public static final int CHANNELS = 3;

    /** Sides of the built-in network's samples are multiples of this: it halves them four times, each time exactly. */
    public static final int SIDE_UNIT = 16;

    /** The reference tutorial's clip: 10 frames, 600 ms apart (every 15th of 25 frames a second), 224x224. */
    public static final ClipSpec TUTORIAL = new ClipSpec(10, 600, 224, 224, Padding.BLACK);

    private static final int MIN_SIDE = 16;
    private static final int MAX_SIDE = 2048;
    private static final int MAX_FRAMES = 256;

    public ClipSpec {
        requireBetween("frames", frames, 1, MAX_FRAMES);
        requireBetween("intervalMillis", intervalMillis, 1, 3_600_000);
        requireBetween("height", height, MIN_SIDE, MAX_SIDE);
        requireBetween("width", width, MIN_SIDE, MAX_SIDE);
        if (padding == null) {
            throw new IllegalArgumentException("clip padding is missing");
        }
        if (fit == null) {
            throw new IllegalArgumentException("clip fit is missing");
        }
        fit.requireRoomFor(height, width);
    }

    /** A clip whose samples show all of a picture, centred on black. */
    public ClipSpec(int frames, int intervalMillis, int height, int width, Padding padding) {
        this(frames, intervalMillis, height, width, padding, Fit.LETTERBOX);
    }

    /** Bytes of one sample: height x width x RGB, uint8. */
    public int frameBytes() {
        return height * width * CHANNELS;
    }

    /** Bytes of one clip: frames x height x width x RGB, uint8. */
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
        return new ClipSpec(frames, intervalMillis, newHeight, newWidth, padding, fit);
    }

    /** The same clip at another pace. */
    public ClipSpec withInterval(int newIntervalMillis) {
        return new ClipSpec(frames, newIntervalMillis, height, width, padding, fit);
    }

    /** The same clip with another padding. */
    public ClipSpec withPadding(Padding newPadding) {
        return new ClipSpec(frames, intervalMillis, height, width, newPadding, fit);
    }

    /** The same clip with pictures that fill its samples in another way. */
    public ClipSpec withFit(Fit newFit) {
        return new ClipSpec(frames, intervalMillis, height, width, padding, newFit);
    }

    /**
     * Tells whether both are made of the same samples, whatever their size and fit, which only matter when a picture is decoded:
     * frames, pace and padding are the same.
     */
    public boolean hasSamplesOf(ClipSpec other) {
        return frames == other.frames && intervalMillis == other.intervalMillis && padding == other.padding;
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "clip " + name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
