package io.actionstream.media.png;

import static io.actionstream.media.image.ImageBytes.int32;
import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;
import java.util.List;

/**
 * The header of a PNG (ISO/IEC 15948, 11.2.2).
 *
 * @param width in pixels
 * @param height in pixels
 * @param depth bits of a sample
 * @param colourType one of the constants below
 * @param interlaced by Adam7
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    private static final int LENGTH = 13;

    private static final List<Pass> WHOLE = List.of(new Pass(0, 0, 1, 1));
    private static final List<Pass> ADAM7 = List.of(
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2));

    /** A picture of every so-manieth pixel (ISO/IEC 15948, 8.2). */
    record Pass(int firstColumn, int firstRow, int columnStep, int rowStep) {

        int columns(int width) {
            return count(width, firstColumn, columnStep);
        }

        int rows(int height) {
            return count(height, firstRow, rowStep);
        }

        private static int count(int size, int first, int step) {
            return size <= first ? 0 : (size - first - 1) / step + 1;
        }
    }

    /**
     * Reads the header, which must be the first of the chunks that count.
     *
     * @param chunks standing at the first
     * @throws BrokenImageException when it is not that of a PNG
     */
    static PngHeader read(PngChunks chunks) throws BrokenImageException {
        if (chunks.type() != PngChunks.HEADER || chunks.length() != LENGTH) {
            throw new BrokenImageException("the PNG does not begin with its header");
        }
        byte[] image = chunks.image();
        int start = chunks.start();
        int width = int32(image, start);
        int height = int32(image, start + 4);
        if (width <= 0 || height <= 0) {
            throw new BrokenImageException(
                    "a PNG of " + Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height));
        }
        int interlace = uint8(image, start + 12);
        PngHeader header =
                new PngHeader(width, height, uint8(image, start + 8), uint8(image, start + 9), interlace == 1);
        if (!header.hasKnownSamples()) {
            throw new BrokenImageException("a PNG of an unknown colour type or bit depth");
        }
        if (uint8(image, start + 10) != 0 || uint8(image, start + 11) != 0 || interlace > 1) {
            throw new BrokenImageException("a PNG of an unknown compression, filter or interlace method");
        }
        if (!chunks.isSound()) {
            throw new BrokenImageException("the PNG header's checksum is wrong");
        }
        return header;
    }

    /** The pictures that its rows make up, in their order. */
    List<Pass> passes() {
        return interlaced ? ADAM7 : WHOLE;
    }

    int channels() {
        return switch (colourType) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    /** Bytes of a row of so many pixels, with its filter type. */
    long rowBytes(int columns) {
        return 1 + ((long) columns * channels() * depth + 7) / 8;
    }

    /** Bytes from a sample to that of the pixel before, or to the byte before when pixels are smaller. */
    int filterDistance() {
        return Math.max(1, channels() * depth / 8);
    }

    /** Bytes of all rows. */
    long dataBytes() {
        long bytes = 0;
        for (Pass pass : passes()) {
            int columns = pass.columns(width);
            bytes += columns == 0 ? 0 : rowBytes(columns) * pass.rows(height);
        }
        return bytes;
    }

    private boolean hasKnownSamples() {
        return switch (colourType) {
            case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
    }
}
