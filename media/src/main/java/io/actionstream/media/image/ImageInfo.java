package io.actionstream.media.image;

/**
 * The content of an image's header.
 *
 * @param format its encoding
 * @param width in pixels
 * @param height in pixels
 */
public record ImageInfo(ImageFormat format, int width, int height) implements ImageVerdict {}
