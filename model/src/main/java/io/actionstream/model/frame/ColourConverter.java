package io.actionstream.model.frame;

import io.actionstream.model.image.Colours;
import io.actionstream.model.image.RgbImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Makes RGB of scaled rows, whose values have {@link FrameScaler#COLUMN_BITS} more bits. For one thread. */
final class ColourConverter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = FrameScaler.COLUMN_BITS;
    private static final int HALF = 1 << BITS - 1;
    private static final int LANE = (1 << Short.SIZE) - 1;
    private static final int WHITE = 255;

    /** Bits of the factors of BT.601 (JFIF 1.02). */
    private static final int FACTOR_BITS = 14;

    private static final int SHIFT = FACTOR_BITS + BITS;
    private static final int ROUND = 1 << SHIFT - 1;
    private static final int CENTRE = 128 << BITS;
    private static final int RED_OF_CR = factor(1.402);
    private static final int GREEN_OF_CB = factor(0.344136);
    private static final int GREEN_OF_CR = factor(0.714136);
    private static final int BLUE_OF_CB = factor(1.772);

    private final Colours colours;
    private final int[] rgb;

    ColourConverter(Colours colours, int width) {
        this.colours = colours;
        this.rgb = new int[width];
    }

    private static int factor(double value) {
        return (int) Math.round(value * (1 << FACTOR_BITS));
    }

    /**
     * Converts a row.
     *
     * @param rows by component, two rows
     * @param shift 0 for the row in the lower 16 bits, 16 for the one in the upper ones
     * @param target receives (width, RGB) as uint8
     */
    void convert(int[][] rows, int shift, byte[] target, int at) {
        switch (colours) {
            case GREY -> grey(rows[0], shift);
            case RGB -> rgb(rows[0], rows[1], rows[2], shift);
            case YCBCR -> yCbCr(rows[0], rows[1], rows[2], shift);
            case CMYK -> {
                rgb(rows[0], rows[1], rows[2], shift);
                black(rows[3], shift, 0);
            }
            case YCCK -> {
                yCbCr(rows[0], rows[1], rows[2], shift);
                black(rows[3], shift, WHITE);
            }
        }
        store(target, at);
    }

    private void grey(int[] values, int shift) {
        for (int i = 0; i < rgb.length; i++) {
            int value = (values[i] >>> shift & LANE) + HALF >> BITS;
            rgb[i] = value | value << 8 | value << 16;
        }
    }

    private void rgb(int[] reds, int[] greens, int[] blues, int shift) {
        for (int i = 0; i < rgb.length; i++) {
            int red = (reds[i] >>> shift & LANE) + HALF >> BITS;
            int green = (greens[i] >>> shift & LANE) + HALF >> BITS;
            int blue = (blues[i] >>> shift & LANE) + HALF >> BITS;
            rgb[i] = red | green << 8 | blue << 16;
        }
    }

    private void yCbCr(int[] ys, int[] cbs, int[] crs, int shift) {
        for (int i = 0; i < rgb.length; i++) {
            int y = ((ys[i] >>> shift & LANE) << FACTOR_BITS) + ROUND;
            int cb = (cbs[i] >>> shift & LANE) - CENTRE;
            int cr = (crs[i] >>> shift & LANE) - CENTRE;
            int red = limited(y + RED_OF_CR * cr >> SHIFT);
            int green = limited(y - GREEN_OF_CB * cb - GREEN_OF_CR * cr >> SHIFT);
            int blue = limited(y + BLUE_OF_CB * cb >> SHIFT);
            rgb[i] = red | green << 8 | blue << 16;
        }
    }

    /** From 0 to 255, without a branch: negative numbers have a sign to clear them by, too large ones one to fill them by. */
    private static int limited(int value) {
        int positive = value & ~(value >> Integer.SIZE - 1);
        return (positive | WHITE - positive >> Integer.SIZE - 1) & WHITE;
    }

    /**
     * Multiplies by the ink that is not there.
     *
     * @param inverted 255 when the colours were stored inverted once more, else 0
     */
    private void black(int[] blacks, int shift, int inverted) {
        for (int i = 0; i < rgb.length; i++) {
            int black = (blacks[i] >>> shift & LANE) + HALF >> BITS;
            int red = share((rgb[i] & WHITE) ^ inverted, black);
            int green = share((rgb[i] >> 8 & WHITE) ^ inverted, black);
            int blue = share((rgb[i] >> 16 & WHITE) ^ inverted, black);
            rgb[i] = red | green << 8 | blue << 16;
        }
    }

    private static int share(int value, int of) {
        return (value * of + WHITE / 2) / WHITE;
    }

    /** Stores the row four bytes at a time, of which the next pixel overwrites the last. */
    private void store(byte[] target, int at) {
        int last = rgb.length - 1;
        for (int i = 0; i < last; i++) {
            INT.set(target, at + i * RgbImage.CHANNELS, rgb[i]);
        }
        for (int i = 0; i < RgbImage.CHANNELS; i++) {
            target[at + last * RgbImage.CHANNELS + i] = (byte) (rgb[last] >> Byte.SIZE * i);
        }
    }
}
