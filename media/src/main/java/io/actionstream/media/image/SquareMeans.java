package io.actionstream.media.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Averages a picture in squares, rounded to the nearest. Two pixels are read at a time as a long, and channels are summed
 * side by side in 16 bits each, which hold a sum of 8x8 pixels:
 *
 * <pre>
 *     bytes             R G B r g b . .      two pixels, the first byte lowest
 *     even              R   B   g   .
 *     odd                 G   r   b   .
 *     odd >>> 16          r   b   .          to be added for red and blue
 *     odd << 32                 G   r        to be added for green
 * </pre>
 */
final class SquareMeans {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;
    private static final long ONES = 0x0001_0001_0001L;

    private final byte[] pixels;
    private final int stride;
    private final int side;
    private final int shift;
    private final long half;

    /**
     * Squares of a picture.
     *
     * @param side of a square: 2, 4 or 8 pixels
     */
    SquareMeans(RgbImage image, int side) {
        if (side != 2 && side != 4 && side != 8) {
            throw new IllegalArgumentException("squares have a side of 2, 4 or 8 pixels, not " + side);
        }
        this.pixels = image.pixels();
        this.stride = image.width() * RgbImage.CHANNELS;
        this.side = side;
        this.shift = 2 * Integer.numberOfTrailingZeros(side);
        this.half = ONES << shift - 1;
    }

    /** Writes (rows, columns, RGB) as uint8. */
    void write(byte[] target, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            int first = row * side * stride;
            int at = row * columns * RgbImage.CHANNELS;
            if (side == 2) {
                writeRowOfFours(first, target, at, columns);
            } else {
                writeRow(first, target, at, columns);
            }
        }
    }

    private void writeRow(int first, byte[] target, int at, int columns) {
        for (int column = 0; column < columns; column++) {
            long even = 0;
            long odd = 0;
            for (int y = 0; y < side; y += 2) {
                for (int x = 0; x < side; x += 2) {
                    int four = first + y * stride + (column * side + x) * RgbImage.CHANNELS;
                    long upper = (long) LONG.get(pixels, four);
                    long lower = lower(four + stride);
                    even += (upper & EVEN) + (lower & EVEN);
                    odd += (upper >>> Byte.SIZE & EVEN) + (lower >>> Byte.SIZE & EVEN);
                }
            }
            putMean(even, odd, target, at + column * RgbImage.CHANNELS);
        }
    }

    /** Does the same for squares of 2x2, in half of the time. */
    private void writeRowOfFours(int first, byte[] target, int at, int columns) {
        for (int column = 0; column < columns; column++) {
            int four = first + 2 * column * RgbImage.CHANNELS;
            long upper = (long) LONG.get(pixels, four);
            long lower = lower(four + stride);
            long even = (upper & EVEN) + (lower & EVEN);
            long odd = (upper >>> Byte.SIZE & EVEN) + (lower >>> Byte.SIZE & EVEN);
            putMean(even, odd, target, at + column * RgbImage.CHANNELS);
        }
    }

    /** Reads the lower of two rows, of which the picture's last pair has no bytes after it. */
    private long lower(int pair) {
        int last = pixels.length - Long.BYTES;
        return pair <= last ? (long) LONG.get(pixels, pair) : (long) LONG.get(pixels, last) >>> 2 * Byte.SIZE;
    }

    private void putMean(long even, long odd, byte[] target, int at) {
        long redAndBlue = even + (odd >>> Short.SIZE) + half >>> shift;
        long green = even + (odd << 2 * Short.SIZE) + half >>> shift;
        target[at] = (byte) redAndBlue;
        target[at + 1] = (byte) (green >>> 2 * Short.SIZE);
        target[at + 2] = (byte) (redAndBlue >>> Short.SIZE);
    }
}
