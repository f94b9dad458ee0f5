package io.actionstream.media.png;

import static io.actionstream.media.image.ImageBytes.uint16;
import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.RgbImage;
import java.util.Arrays;

/**
 * Makes RGB of a row's samples, transparent pixels over black. Of 16 bits the upper 8 count; fewer than 8 are spread over
 * 0 to 255.
 */
final class PngColours {

    private static final int ABSENT = -1;
    private static final int TABLE = 256;

    private final PngHeader header;
    /** RGB of each grey value of at most 8 bits, or of each entry of the palette. */
    private final int[] table;
    /** The samples of the colour that is transparent. */
    private final int[] key;

    /**
     * Takes what the chunks before the data say.
     *
     * @param palette red, green and blue of each colour; empty when it is not there
     * @param transparency as its chunk has it; empty when it is not there. One of a wrong length is ignored, as libpng does
     * @throws BrokenImageException when a palette is wanted and missing
     */
    PngColours(PngHeader header, byte[] palette, byte[] transparency) throws BrokenImageException {
        this.header = header;
        this.key = key(header, transparency);
        this.table = header.colourType() == PngHeader.PALETTE ? colours(palette, transparency) : greys();
    }

    /**
     * Writes a row's pixels.
     *
     * @param row holds the samples, from {@code from} on
     * @param pixels in the row
     * @param rgb receives them, from {@code to} on
     * @param step bytes from a pixel to the next
     * @throws BrokenImageException when the palette has no such colour
     */
    void write(byte[] row, int from, int pixels, byte[] rgb, int to, int step) throws BrokenImageException {
        switch (header.colourType()) {
            case PngHeader.RGB -> writeRgb(row, from, pixels, rgb, to, step);
            case PngHeader.GREY_ALPHA, PngHeader.RGB_ALPHA -> writeWithAlpha(row, from, pixels, rgb, to, step);
            default -> {
                if (header.depth() == 16) {
                    writeDeepGrey(row, from, pixels, rgb, to, step);
                } else {
                    writeByTable(row, from, pixels, rgb, to, step);
                }
            }
        }
    }

    private void writeRgb(byte[] row, int from, int pixels, byte[] rgb, int to, int step) {
        int sample = header.depth() / 8;
        if (sample == 1 && step == 3 && key.length == 0) {
            System.arraycopy(row, from, rgb, to, 3 * pixels);
            return;
        }
        for (int i = 0, at = from, out = to; i < pixels; i++, at += 3 * sample, out += step) {
            if (!isKey(row, at)) {
                rgb[out] = row[at];
                rgb[out + 1] = row[at + sample];
                rgb[out + 2] = row[at + 2 * sample];
            }
        }
    }

    private void writeWithAlpha(byte[] row, int from, int pixels, byte[] rgb, int to, int step) {
        int sample = header.depth() / 8;
        int pixel = header.channels() * sample;
        int green = pixel == 4 * sample ? sample : 0; // of grey, all three are the first
        for (int i = 0, at = from, out = to; i < pixels; i++, at += pixel, out += step) {
            int alpha = uint8(row, at + pixel - sample);
            rgb[out] = overBlack(uint8(row, at), alpha);
            rgb[out + 1] = overBlack(uint8(row, at + green), alpha);
            rgb[out + 2] = overBlack(uint8(row, at + 2 * green), alpha);
        }
    }

    private void writeDeepGrey(byte[] row, int from, int pixels, byte[] rgb, int to, int step) {
        for (int i = 0, at = from, out = to; i < pixels; i++, at += 2, out += step) {
            if (!isKey(row, at)) {
                rgb[out] = row[at];
                rgb[out + 1] = row[at];
                rgb[out + 2] = row[at];
            }
        }
    }

    private void writeByTable(byte[] row, int from, int pixels, byte[] rgb, int to, int step)
            throws BrokenImageException {
        int depth = header.depth();
        int mask = (1 << depth) - 1;
        long bit = 0;
        for (int i = 0, out = to; i < pixels; i++, bit += depth, out += step) {
            int index = row[from + (int) (bit >> 3)] >> 8 - depth - (int) (bit & 7) & mask;
            int colour = table[index];
            if (colour == ABSENT) {
                throw new BrokenImageException("a PNG pixel has the colour " + index + ", which is not in the palette");
            }
            rgb[out] = (byte) (colour >> 16);
            rgb[out + 1] = (byte) (colour >> 8);
            rgb[out + 2] = (byte) colour;
        }
    }

    /** True of a pixel of at least 8 bits a sample whose colour is transparent; the picture is black already. */
    private boolean isKey(byte[] row, int at) {
        boolean deep = header.depth() == 16;
        for (int i = 0; i < key.length; i++) {
            if (key[i] != (deep ? uint16(row, at + 2 * i) : uint8(row, at + i))) {
                return false;
            }
        }
        return key.length > 0;
    }

    private static int[] key(PngHeader header, byte[] transparency) {
        boolean keyed = header.colourType() == PngHeader.GREY || header.colourType() == PngHeader.RGB;
        int[] key = new int[keyed && transparency.length == 2 * header.channels() ? header.channels() : 0];
        for (int i = 0; i < key.length; i++) {
            key[i] = uint16(transparency, 2 * i) & (1 << header.depth()) - 1;
        }
        return key;
    }

    private int[] greys() {
        if (header.colourType() != PngHeader.GREY || header.depth() > 8) {
            return new int[0];
        }
        int[] greys = new int[1 << header.depth()];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = i * 255 / (greys.length - 1) * 0x010101;
        }
        if (key.length > 0) {
            greys[key[0]] = 0;
        }
        return greys;
    }

    private static int[] colours(byte[] palette, byte[] transparency) throws BrokenImageException {
        int entries = palette.length / RgbImage.CHANNELS;
        if (palette.length == 0) {
            throw new BrokenImageException("the PNG has no palette before its image data");
        }
        int[] colours = new int[TABLE];
        Arrays.fill(colours, ABSENT);
        int transparent = transparency.length <= entries ? transparency.length : 0;
        for (int i = 0; i < entries; i++) {
            int alpha = i < transparent ? uint8(transparency, i) : 255;
            int colour = 0;
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                colour = colour << 8 | overBlack(uint8(palette, RgbImage.CHANNELS * i + channel), alpha) & 0xFF;
            }
            colours[i] = colour;
        }
        return colours;
    }

    private static byte overBlack(int value, int alpha) {
        return (byte) ((value * alpha + 127) / 255);
    }
}
