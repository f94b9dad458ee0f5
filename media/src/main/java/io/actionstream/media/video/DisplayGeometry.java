package io.actionstream.media.video;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The size of a stored picture once its pixels are square, and the way it must be turned.
 *
 * @param width columns, before it is turned
 * @param height rows, before it is turned
 * @param orientation how it is turned then
 */
record DisplayGeometry(int width, int height, Orientation orientation) {

    /** Pixels that are longer than that are a mistake of the header. */
    private static final double LONGEST_PIXEL = 10;
    /** Pixels that are as near to a square are taken for one: resizing would only blur. */
    private static final double NEAR_SQUARE = 0.01;

    private static final int LONGEST_SIDE = 16_384;

    /**
     * Takes the width from the shape of a pixel, as FFmpeg's users do; the height, where the width would be too much.
     *
     * @param pixel width to height of a pixel; 0 to anything when unknown
     */
    static DisplayGeometry of(int width, int height, AVRational pixel, Orientation orientation) {
        double shape = pixel.num() > 0 && pixel.den() > 0 ? (double) pixel.num() / pixel.den() : 1;
        if (shape > LONGEST_PIXEL || shape < 1 / LONGEST_PIXEL || Math.abs(shape - 1) < NEAR_SQUARE) {
            shape = 1;
        }
        long shown = Math.max(1, Math.round(width * shape));
        return shown <= Math.max(width, LONGEST_SIDE)
                ? new DisplayGeometry((int) shown, height, orientation)
                : new DisplayGeometry(width, (int) Math.max(1, Math.round(height / shape)), orientation);
    }

    /** Columns as it is shown. */
    int shownWidth() {
        return orientation.transposed() ? height : width;
    }

    /** Rows as it is shown. */
    int shownHeight() {
        return orientation.transposed() ? width : height;
    }

    /** True for a stored picture of that size that is shown as it is. */
    boolean isPlain(int storedWidth, int storedHeight) {
        return width == storedWidth && height == storedHeight && orientation.equals(Orientation.UPRIGHT);
    }
}
