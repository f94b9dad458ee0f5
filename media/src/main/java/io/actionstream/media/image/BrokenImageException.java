package io.actionstream.media.image;

/** An image whose damage showed only in decoding. */
public class BrokenImageException extends Exception {
    public BrokenImageException(String message) {
        super(message);
    }
}
