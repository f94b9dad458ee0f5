package io.actionstream.model.clip;

import java.io.Serializable;

/**
 * Rules for the start of clips, and for unfinished ones that are worth classifying.
 *
 * @param hop slots from the start of a clip to the start of the next
 * @param minFrames the fewest samples of a clip that is padded when its session ends
 */
public record ClipRules(int hop, int minFrames) implements Serializable {

    /** Tumbling clips of ten samples; four are enough to pad. */
    public static final ClipRules DEFAULT = new ClipRules(10, 4);

    public ClipRules {
        if (hop < 1) {
            throw new IllegalArgumentException("hop must be at least 1, not " + hop);
        }
        if (minFrames < 1) {
            throw new IllegalArgumentException("minFrames must be at least 1, not " + minFrames);
        }
    }

    void requireFits(ClipSpec spec) {
        if (hop > spec.frames()) {
            throw new IllegalArgumentException(
                    "hop must be at most the clip's " + spec.frames() + " frames, not " + hop);
        }
    }
}
