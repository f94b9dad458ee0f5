package io.actionstream.jobs.collect;

import java.util.Locale;

/** The place that a clip's true action comes from. */
enum LabelSource {
    /** The header {@code label} of its frames. */
    FRAMES,
    /** The topic {@code truth}. */
    TRUTH,
    /** Nobody has said it. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
