package io.actionstream.training.data;

import io.actionstream.media.image.RgbImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An image between whose pixels is interpolated, bilinear; around it is black. Coordinates are integers of 32 fractional
 * bits, whole ones being the centres of pixels; the channels of a pixel are weighed side by side in 16 bits each.
 */
final class BilinearImage {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FRACTION_BITS = 32;
    /** Bits of a coordinate's fraction that weigh neighbours. */
    private static final int WEIGHT_BITS = 8;

    private static final int UNIT = 1 << WEIGHT_BITS;
    /** Added to a coordinate so that cutting it to its weight rounds. */
    private static final long HALF_WEIGHT = 1L << FRACTION_BITS - WEIGHT_BITS - 1;

    private static final int PIXEL_BITS = RgbImage.CHANNELS * Byte.SIZE;
    /** One half of a level in each channel. */
    private static final long HALF_LEVELS = 0x80_0080_0080L;

    private final byte[] pixels;
    private final int width;
    private final int height;
    private final int stride;
    /** Coordinates from 0 to below these have four neighbours, and bytes after them in memory. */
    private final long limitX;

    private final long limitY;

    BilinearImage(RgbImage image) {
        this.pixels = image.pixels();
        this.width = image.width();
        this.height = image.height();
        this.stride = width * RgbImage.CHANNELS;
        this.limitX = (long) (width - 1) << FRACTION_BITS;
        this.limitY = (long) (height - 2) << FRACTION_BITS; // no bytes follow the last row
    }

    /**
     * Samples along a line.
     *
     * @param x of the first point, in pixels
     * @param y of the first point, in pixels
     * @param stepX from one point to the next
     * @param stepY from one point to the next
     * @param target receives RGB for each point, as uint8
     * @param at of the first point's first byte in {@code target}
     * @param count of the points
     */
    void sampleLine(double x, double y, double stepX, double stepY, byte[] target, int at, int count) {
        Line line = new Line(fixed(x) + HALF_WEIGHT, fixed(y) + HALF_WEIGHT, fixed(stepX), fixed(stepY));
        int from = Math.max(enters(line.x, line.stepX, limitX, count), enters(line.y, line.stepY, limitY, count));
        int to = Math.min(leaves(line.x, line.stepX, limitX, count), leaves(line.y, line.stepY, limitY, count));
        if (from < to) {
            sampleEdge(line, target, at, 0, from);
            sampleInside(line, target, at, from, to);
            sampleEdge(line, target, at, to, count);
        } else {
            sampleEdge(line, target, at, 0, count);
        }
    }

    private record Line(long x, long y, long stepX, long stepY) {}

    /** The first of so many points whose coordinate may be from 0 to below the limit. */
    private static int enters(long start, long step, long limit, int count) {
        if (start < 0) {
            return step > 0 ? (int) Math.min(count, -Math.floorDiv(start, step)) : count;
        }
        if (start >= limit) {
            return step < 0 ? (int) Math.min(count, Math.floorDiv(start - limit, -step) + 1) : count;
        }
        return 0;
    }

    /** The first point after those. */
    private static int leaves(long start, long step, long limit, int count) {
        if (step == 0) {
            return count;
        }
        long first = step < 0 ? Math.floorDiv(start, -step) + 1 : -Math.floorDiv(start - limit, step);
        return (int) Math.max(0, Math.min(count, first));
    }

    private void sampleInside(Line line, byte[] target, int at, int from, int to) {
        long x = line.x + from * line.stepX;
        long y = line.y + from * line.stepY;
        for (int i = from; i < to; i++) {
            int pixel = whole(y) * stride + whole(x) * RgbImage.CHANNELS;
            long upper = (long) LONG.get(pixels, pixel);
            long lower = (long) LONG.get(pixels, pixel + stride);
            long upperRight = upper >>> PIXEL_BITS;
            long lowerRight = lower >>> PIXEL_BITS;
            put(
                    blend(spread(upper), spread(upperRight), spread(lower), spread(lowerRight), weight(x), weight(y)),
                    target,
                    at + i * RgbImage.CHANNELS);
            x += line.stepX;
            y += line.stepY;
        }
    }

    private void sampleEdge(Line line, byte[] target, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            long x = line.x + i * line.stepX;
            long y = line.y + i * line.stepY;
            int left = whole(x);
            int top = whole(y);
            put(
                    blend(
                            pixel(left, top),
                            pixel(left + 1, top),
                            pixel(left, top + 1),
                            pixel(left + 1, top + 1),
                            weight(x),
                            weight(y)),
                    target,
                    at + i * RgbImage.CHANNELS);
        }
    }

    private long pixel(int column, int row) {
        if (column < 0 || column >= width || row < 0 || row >= height) {
            return 0;
        }
        int i = row * stride + column * RgbImage.CHANNELS;
        return spread(pixels[i] & 0xFF | (pixels[i + 1] & 0xFF) << Byte.SIZE | (pixels[i + 2] & 0xFF) << 2 * Byte.SIZE);
    }

    /** Puts a pixel's channels 16 bits apart: red, blue, green from the lowest on. */
    private static long spread(long rgb) {
        return rgb & 0xFF_00FFL | rgb << 3 * Byte.SIZE & 0xFF_0000_0000L;
    }

    /** Weighs four pixels. Together the weights are one {@link #UNIT}, so that no channel outgrows its 16 bits. */
    private static long blend(long a, long b, long c, long d, int right, int below) {
        int both = right * below + UNIT / 2 >> WEIGHT_BITS;
        return a * (UNIT - right - below + both) + b * (right - both) + c * (below - both) + d * both + HALF_LEVELS;
    }

    private static void put(long blended, byte[] target, int at) {
        target[at] = (byte) (blended >>> WEIGHT_BITS);
        target[at + 1] = (byte) (blended >>> 2 * Short.SIZE + WEIGHT_BITS);
        target[at + 2] = (byte) (blended >>> Short.SIZE + WEIGHT_BITS);
    }

    private static int whole(long coordinate) {
        return (int) (coordinate >> FRACTION_BITS);
    }

    private static int weight(long coordinate) {
        return (int) (coordinate >>> FRACTION_BITS - WEIGHT_BITS) & UNIT - 1;
    }

    private static long fixed(double value) {
        return Math.round(value * (1L << FRACTION_BITS));
    }
}
