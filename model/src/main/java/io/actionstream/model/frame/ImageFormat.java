package io.actionstream.model.frame;

/** The encodings that a frame may arrive in. */
public enum ImageFormat {
    JPEG,
    PNG
}
