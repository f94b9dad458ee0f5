package io.actionstream.operators;

import java.io.Serializable;

/**
 * How much a subtask holds of the cameras that it reads.
 *
 * @param cameras the most cameras
 * @param heldBytes the most bytes of frames that wait until nothing captured earlier can still arrive
 */
public record CameraBudget(int cameras, long heldBytes) implements Serializable {

    /** A thousand cameras, 64 MB. */
    public static final CameraBudget DEFAULT = new CameraBudget(1000, 64_000_000);

    public CameraBudget {
        if (cameras < 1) {
            throw new IllegalArgumentException("cameras must be at least 1, not " + cameras);
        }
        if (heldBytes < 0) {
            throw new IllegalArgumentException("heldBytes must be at least 0, not " + heldBytes);
        }
    }
}
