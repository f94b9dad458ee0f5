package io.actionstream.model.clip;

import java.io.Serializable;

/**
 * The rules by which a camera's frames become the samples of its sessions.
 *
 * @param maxGap the most empty slots in a row that a session survives
 * @param outOfOrdernessMillis how much later than a frame captured after it a frame may arrive, in milliseconds of
 *     capture time; 0 takes frames in the order in which they come
 */
public record SamplingRules(int maxGap, long outOfOrdernessMillis) implements Serializable {

    /** Three empty slots, 200 ms. */
    public static final SamplingRules DEFAULT = new SamplingRules(3, 200);

    public SamplingRules {
        if (maxGap < 0) {
            throw new IllegalArgumentException("maxGap must be at least 0, not " + maxGap);
        }
        if (outOfOrdernessMillis < 0) {
            throw new IllegalArgumentException("outOfOrdernessMillis must be at least 0, not " + outOfOrdernessMillis);
        }
    }

    /** The same rules for frames that come in order, as those of a file do. */
    public SamplingRules inOrder() {
        return new SamplingRules(maxGap, 0);
    }
}
