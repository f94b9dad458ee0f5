package io.actionstream.training.data;

import io.actionstream.model.image.RgbImage;

/** An image between whose pixels is interpolated, bilinear; around it is black. */
final class BilinearImage {

    /** Coordinates are integers of so many fractional bits. */
    private static final int FRACTION_BITS = 32;
    /** The weights of neighbours: bits of a coordinate's fraction. */
    private static final int WEIGHT_BITS = 11;

    private static final int UNIT = 1 << WEIGHT_BITS;
    private static final int ROUND = 1 << 2 * WEIGHT_BITS - 1;

    private final byte[] pixels;
    private final int width;
    private final int height;
    private final int stride;

    BilinearImage(RgbImage image) {
        this.pixels = image.pixels();
        this.width = image.width();
        this.height = image.height();
        this.stride = width * RgbImage.CHANNELS;
    }

    /**
     * Samples along a line. Whole coordinates are the centres of pixels.
     *
     * @param x of the first point
     * @param y of the first point
     * @param stepX from one point to the next
     * @param stepY from one point to the next
     * @param target receives RGB for each point, as uint8
     * @param at of the first point's first byte in {@code target}
     * @param count of the points
     */
    void sampleLine(double x, double y, double stepX, double stepY, byte[] target, int at, int count) {
        long fixedX = fixed(x) + (1L << FRACTION_BITS - WEIGHT_BITS - 1); // so that the cut below rounds
        long fixedY = fixed(y) + (1L << FRACTION_BITS - WEIGHT_BITS - 1);
        long fixedStepX = fixed(stepX);
        long fixedStepY = fixed(stepY);
        for (int i = 0; i < count; i++, at += RgbImage.CHANNELS) {
            int column = (int) (fixedX >> FRACTION_BITS);
            int row = (int) (fixedY >> FRACTION_BITS);
            int right = (int) (fixedX >>> FRACTION_BITS - WEIGHT_BITS) & UNIT - 1;
            int below = (int) (fixedY >>> FRACTION_BITS - WEIGHT_BITS) & UNIT - 1;
            if (column >= 0 && column < width - 1 && row >= 0 && row < height - 1) {
                int pixel = row * stride + column * RgbImage.CHANNELS;
                target[at] = within(pixel, right, below);
                target[at + 1] = within(pixel + 1, right, below);
                target[at + 2] = within(pixel + 2, right, below);
            } else {
                target[at] = atEdge(column, row, 0, right, below);
                target[at + 1] = atEdge(column, row, 1, right, below);
                target[at + 2] = atEdge(column, row, 2, right, below);
            }
            fixedX += fixedStepX;
            fixedY += fixedStepY;
        }
    }

    private byte within(int i, int right, int below) {
        int above = (pixels[i] & 0xFF) * (UNIT - right) + (pixels[i + RgbImage.CHANNELS] & 0xFF) * right;
        int under =
                (pixels[i + stride] & 0xFF) * (UNIT - right) + (pixels[i + stride + RgbImage.CHANNELS] & 0xFF) * right;
        return (byte) (above * (UNIT - below) + under * below + ROUND >> 2 * WEIGHT_BITS);
    }

    private byte atEdge(int column, int row, int channel, int right, int below) {
        int above = level(column, row, channel) * (UNIT - right) + level(column + 1, row, channel) * right;
        int under = level(column, row + 1, channel) * (UNIT - right) + level(column + 1, row + 1, channel) * right;
        return (byte) (above * (UNIT - below) + under * below + ROUND >> 2 * WEIGHT_BITS);
    }

    private int level(int column, int row, int channel) {
        boolean outside = column < 0 || column >= width || row < 0 || row >= height;
        return outside ? 0 : pixels[row * stride + column * RgbImage.CHANNELS + channel] & 0xFF;
    }

    private static long fixed(double value) {
        return Math.round(value * (1L << FRACTION_BITS));
    }
}
