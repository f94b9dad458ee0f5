package io.actionstream.jobs.collect;

/** The outcome for a chosen clip. */
enum Fate {
    /** It is in the data set. */
    CUT,
    /** Frames of it are gone from {@code frames}, or never were there. */
    GONE,
    /** The data set has a video of the same frames, byte for byte. */
    SAME_FRAMES,
    /** None of its frames can be decoded. */
    BROKEN,
    /** The data set has as many bytes as it may. */
    BEYOND_BYTES
}
