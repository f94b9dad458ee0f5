package io.actionstream.model.image;

import java.util.Arrays;

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
     * Averages the picture in squares. Columns and rows that do not fill a square are left out.
     *
     * @param factor side of a square, in pixels; no larger than the picture's sides
     * @return a picture whose sides are smaller by the factor; this one when the factor is 1
     */
    public RgbImage averaged(int factor) {
        if (factor < 1 || factor > Math.min(width, height)) {
            throw new IllegalArgumentException(
                    "a " + width + "x" + height + " picture has no squares of " + factor + " pixels");
        }
        if (factor == 1) {
            return this;
        }
        int columns = width / factor;
        int rows = height / factor;
        byte[] averages = new byte[rows * columns * CHANNELS];
        int[] sums = new int[columns * CHANNELS];
        for (int row = 0; row < rows; row++) {
            sumSquares(row, factor, sums);
            int area = factor * factor;
            for (int i = 0; i < sums.length; i++) {
                averages[row * sums.length + i] = (byte) ((sums[i] + area / 2) / area);
            }
        }
        return new RgbImage(averages, columns, rows);
    }

    private void sumSquares(int row, int factor, int[] sums) {
        Arrays.fill(sums, 0);
        for (int y = row * factor; y < (row + 1) * factor; y++) {
            int pixel = y * width * CHANNELS;
            for (int i = 0; i < sums.length; i += CHANNELS) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int x = 0; x < factor; x++, pixel += CHANNELS) {
                    red += pixels[pixel] & 0xFF;
                    green += pixels[pixel + 1] & 0xFF;
                    blue += pixels[pixel + 2] & 0xFF;
                }
                sums[i] += red;
                sums[i + 1] += green;
                sums[i + 2] += blue;
            }
        }
    }
}
