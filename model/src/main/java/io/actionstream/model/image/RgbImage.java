package io.actionstream.model.image;

/**
 * A whole picture.
 *
 * @param pixels (height, width, RGB) as uint8
 * @param width columns, in pixels
 * @param height rows, in pixels
 */
public record RgbImage(byte[] pixels, int width, int height) {
    /** Red, green and blue. */
    public static final int CHANNELS = 3;

    public RgbImage {
        if (width < 1 || height < 1 || pixels.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    pixels.length + " bytes are not a " + width + "x" + height + " RGB picture");
        }
    }
}
