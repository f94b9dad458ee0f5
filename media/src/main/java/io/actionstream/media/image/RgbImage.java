package io.actionstream.media.image;

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

    /**
     * Averages the picture in squares, rounded to the nearest. Columns and rows that do not fill a square are left out.
     *
     * @param factor side of a square in pixels: 1, 2, 4 or 8, and no larger than the picture's sides
     * @return a picture whose sides are smaller by the factor; this one when the factor is 1
     */
    public RgbImage averaged(int factor) {
        if (factor == 1) {
            return this;
        }
        if (factor > Math.min(width, height)) {
            throw new IllegalArgumentException(
                    "a " + width + "x" + height + " picture has no square of " + factor + " pixels a side");
        }
        int columns = width / factor;
        int rows = height / factor;
        byte[] means = new byte[rows * columns * CHANNELS];
        new SquareMeans(this, factor).write(means, rows, columns);
        return new RgbImage(means, columns, rows);
    }
}
