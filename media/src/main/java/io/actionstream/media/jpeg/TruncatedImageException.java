package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;

/** An image whose end is missing. */
final class TruncatedImageException extends BrokenImageException {
    TruncatedImageException(String message) {
        super(message);
    }
}
