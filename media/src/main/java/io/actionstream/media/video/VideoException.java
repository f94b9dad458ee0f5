package io.actionstream.media.video;

import java.io.IOException;

/** A video that can't be opened, read or written; the message names it and says why. */
public final class VideoException extends IOException {
    public VideoException(String message) {
        super(message);
    }

    public VideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
