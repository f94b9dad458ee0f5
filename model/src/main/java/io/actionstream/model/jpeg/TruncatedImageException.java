package io.actionstream.model.jpeg;

import io.actionstream.model.image.BrokenImageException;

/** An image whose end is missing. */
final class TruncatedImageException extends BrokenImageException {
    TruncatedImageException(String message) {
        super(message);
    }
}
