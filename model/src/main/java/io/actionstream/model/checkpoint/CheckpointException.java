package io.actionstream.model.checkpoint;

import java.io.IOException;

/** A checkpoint that cannot be used; the message says which file and exactly what is wrong with it. */
public final class CheckpointException extends IOException {
    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
