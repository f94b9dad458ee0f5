package io.actionstream.media.frame;

import io.actionstream.kernels.pixels.PixelRows;
import io.actionstream.media.image.Colours;
import io.actionstream.media.image.RgbImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Makes RGB of scaled rows, whose values have {@link PixelRows#COLUMN_BITS} more bits. For one thread. */
final class ColourConverter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = PixelRows.COLUMN_BITS;
    private static final int HALF = 1 << BITS - 1;
    private static final int LANE = (1 << Short.SIZE) - 1;
    private static final int WHITE = 255;

    private final PixelRows kernel;
    private final Colours colours;
    private final int[] rgb;

    ColourConverter(PixelRows kernel, Colours colours, int width) {
        this.kernel = kernel;
        this.colours = colours;
        this.rgb = new int[width];
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
            case YCBCR -> kernel.toRgb(rows[0], rows[1], rows[2], shift, rgb);
            case CMYK -> {
                rgb(rows[0], rows[1], rows[2], shift);
                black(rows[3], shift, 0);
            }
            case YCCK -> {
                kernel.toRgb(rows[0], rows[1], rows[2], shift, rgb);
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
