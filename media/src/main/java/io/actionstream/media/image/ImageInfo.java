package io.actionstream.media.image;

/**
 * What an image's header says.
 *
 * @param format its encoding
 * @param width in pixels
 * @param height in pixels
 */
public record ImageInfo(ImageFormat format, int width, int height) implements ImageVerdict {}
