package io.actionstream.media.image;

import java.util.List;

/**
 * A decoded picture, perhaps smaller than the image that it was decoded from.
 *
 * @param colours what the planes are
 * @param planes the components
 * @param width columns of the whole image, in pixels
 * @param height rows of the whole image, in pixels
 */
public record Picture(Colours colours, List<Plane> planes, int width, int height) {}
