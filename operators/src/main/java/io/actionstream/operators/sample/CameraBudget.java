package io.actionstream.operators.sample;

import java.io.Serializable;

/**
 * Limits of what a subtask holds of the cameras that it reads.
 *
 * @param cameras the most cameras
 * @param heldBytes the most bytes of frames that wait until nothing captured earlier can still arrive
 */
public record CameraBudget(int cameras, long heldBytes) implements Serializable {

    /** For each camera at a time so many are remembered that have gone. */
    private static final int REMEMBERED = 10;

    /** Two thousand cameras, 64 MB. */
    public static final CameraBudget DEFAULT = new CameraBudget(2000, 64_000_000);

    /** The most cameras of which something is kept after they have gone: clips that wait for truths, figures. */
    public int remembered() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) REMEMBERED * cameras));
    }

    public CameraBudget {
        if (cameras < 1) {
            throw new IllegalArgumentException("cameras must be at least 1, not " + cameras);
        }
        if (heldBytes < 0) {
            throw new IllegalArgumentException("heldBytes must be at least 0, not " + heldBytes);
        }
    }
}
