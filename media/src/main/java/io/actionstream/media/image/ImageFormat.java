package io.actionstream.media.image;

/** The encodings that a frame may arrive in. */
public enum ImageFormat {
    JPEG,
    PNG
}
