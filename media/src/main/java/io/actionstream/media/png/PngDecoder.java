package io.actionstream.media.png;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.png.PngHeader.Pass;
import java.util.Arrays;

/**
 * Decodes PNGs (ISO/IEC 15948) of every colour type, bit depth and interlace method in plain Java: whatever the bytes, the
 * outcome is a picture or a {@link BrokenImageException}. The plain twin is the JDK's ImageIO, which holds the samples of
 * the whole picture, inflates its texts and its colour profile; here a few rows are held beside the picture, and all
 * ancillary chunks but the transparency are stepped over. Of an animated PNG the first picture is decoded.
 */
public final class PngDecoder {

    /** Bytes of rows that are inflated at once, so that a narrow picture does not take a call for each. */
    private static final int ROWS_AT_ONCE = 1 << 15;
    /** The window and the tables of inflating (zlib's own figure is 7 KiB beside the window of 32). */
    private static final int INFLATER = 48 << 10;
    /** The most bytes that one byte of deflated data can make. */
    private static final int MOST_EXPANSION = 1032;

    private static final int MOST_ENTRIES = 256; // of a palette

    private static final int MOST_CHANNEL_BYTES = 8;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private PngDecoder() {}

    /**
     * Decodes one image.
     *
     * @param image holds the PNG
     * @param from offset of its signature
     * @return its pixels, transparent ones over black
     * @throws BrokenImageException when it can't be decoded
     */
    public static RgbImage decode(byte[] image, int from) throws BrokenImageException {
        PngChunks chunks = new PngChunks(image, from);
        if (!chunks.next()) {
            throw new BrokenImageException(chunks.problem().detail());
        }
        PngHeader header = PngHeader.read(chunks);
        PngColours colours = colours(chunks, header);
        long pixels = (long) header.width() * header.height();
        if (pixels > LARGEST_ARRAY / RgbImage.CHANNELS || 2 * header.rowBytes(header.width()) > LARGEST_ARRAY) {
            throw new BrokenImageException(
                    "a PNG of " + header.width() + "x" + header.height() + " is more than an array holds");
        }
        if ((long) image.length * MOST_EXPANSION < header.dataBytes()) {
            throw new BrokenImageException("the PNG's data end before its last row");
        }
        try (PngData data = new PngData(chunks)) {
            byte[] rgb = new byte[(int) pixels * RgbImage.CHANNELS];
            byte[] rows = new byte[(int) Math.max(2 * header.rowBytes(header.width()), ROWS_AT_ONCE)];
            for (Pass pass : header.passes()) {
                decode(data, header, pass, colours, rows, rgb);
            }
            return new RgbImage(rgb, header.width(), header.height());
        }
    }

    /** The most bytes of memory that decoding a PNG of that size takes, the picture included. */
    public static long decodingBytes(int width, int height) {
        long pixels = Math.min((long) width * height, Long.MAX_VALUE / 4);
        return RgbImage.CHANNELS * pixels
                + Math.max(2 * (1 + (long) width * MOST_CHANNEL_BYTES), ROWS_AT_ONCE)
                + INFLATER;
    }

    /** Reads up to the first chunk with data. */
    private static PngColours colours(PngChunks chunks, PngHeader header) throws BrokenImageException {
        byte[] palette = {};
        byte[] transparency = {};
        while (chunks.next()) {
            switch (chunks.type()) {
                case PngChunks.DATA -> {
                    return new PngColours(header, palette, transparency);
                }
                case PngChunks.PALETTE -> {
                    if (header.colourType() == PngHeader.PALETTE) {
                        if (palette.length > 0 || transparency.length > 0) {
                            throw new BrokenImageException("a PNG palette at the wrong place");
                        }
                        palette = palette(chunks);
                    }
                }
                case PngChunks.TRANSPARENCY -> {
                    if (chunks.length() <= MOST_ENTRIES && chunks.isSound()) {
                        transparency = content(chunks);
                    }
                }
                case PngChunks.HEADER -> throw new BrokenImageException("a second PNG header");
                case PngChunks.END -> throw new BrokenImageException("the PNG has no image data");
                default -> throw new BrokenImageException("a critical PNG chunk of an unknown type");
            }
        }
        throw new BrokenImageException(chunks.problem().detail());
    }

    private static byte[] palette(PngChunks chunks) throws BrokenImageException {
        int length = chunks.length();
        if (length == 0 || length % RgbImage.CHANNELS != 0 || length > MOST_ENTRIES * RgbImage.CHANNELS) {
            throw new BrokenImageException("a PNG palette of " + length + " bytes");
        }
        if (!chunks.isSound()) {
            throw new BrokenImageException("the PNG palette's checksum is wrong");
        }
        return content(chunks);
    }

    private static byte[] content(PngChunks chunks) {
        return Arrays.copyOfRange(chunks.image(), chunks.start(), chunks.start() + chunks.length());
    }

    /**
     * Decodes a picture's rows, or those of one of its passes.
     *
     * @param rows takes a row that is there already, at its beginning, and as many behind it as there is room for
     */
    private static void decode(PngData data, PngHeader header, Pass pass, PngColours colours, byte[] rows, byte[] rgb)
            throws BrokenImageException {
        int columns = pass.columns(header.width());
        int count = columns == 0 ? 0 : pass.rows(header.height());
        int length = (int) header.rowBytes(columns);
        int atOnce = rows.length / length - 1;
        Arrays.fill(rows, 0, length, (byte) 0);
        for (int done = 0; done < count; done += atOnce) {
            int now = Math.min(atOnce, count - done);
            data.read(rows, length, now * length);
            for (int i = 0; i < now; i++) {
                int start = (1 + i) * length;
                int y = pass.firstRow() + (done + i) * pass.rowStep();
                int to = (y * header.width() + pass.firstColumn()) * RgbImage.CHANNELS;
                RowFilter.undo(rows, start, length, header.filterDistance());
                colours.write(rows, start + 1, columns, rgb, to, pass.columnStep() * RgbImage.CHANNELS);
            }
            System.arraycopy(rows, now * length, rows, 0, length);
        }
    }
}
