package io.actionstream.media.image;

import java.io.Serializable;

/**
 * Limits of the work that an image may be, checked before anything is decoded.
 *
 * @param maxBytes of the encoded image
 * @param maxPixels width times height
 * @param maxDecodingBytes memory that decoding may take, beside the encoded image
 * @param maxScanBlocks blocks of all scans of a JPEG; each scan and each Huffman table counts as at least {@link #LEAST_BLOCKS}
 */
public record ImageLimits(int maxBytes, int maxPixels, int maxDecodingBytes, int maxScanBlocks)
        implements Serializable {

    /** Blocks that the smallest scan counts as. */
    public static final int LEAST_BLOCKS = 64;

    /** 64 MiB. */
    public static final int DEFAULT_DECODING_BYTES = 64 << 20;

    /** Some eight times the blocks of an image of 4096x4096 pixels, each of which may come in as many scans then. */
    public static final int DEFAULT_SCAN_BLOCKS = 4 << 20;

    /** 8 MiB, 16 megapixels (4096x4096), 64 MiB of memory, 4 Mi blocks. */
    public static final ImageLimits DEFAULT = new ImageLimits(8 << 20, 4096 * 4096);

    /** Room for any video, for files of the user's own: 256 MiB, 64 megapixels (8192x8192). */
    public static final ImageLimits FILES = new ImageLimits(1 << 28, 8192 * 8192, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Bytes for each pixel that padding may make an image take. */
    private static final int BYTES_OF_PIXEL = 64;

    /** Memory that any image may take, however much of it is padding. */
    private static final int SMALL_BYTES = 1 << 20;

    public ImageLimits {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxDecodingBytes", maxDecodingBytes);
        requirePositive("maxScanBlocks", maxScanBlocks);
    }

    /** Limits with the default ones on memory and scans. */
    public ImageLimits(int maxBytes, int maxPixels) {
        this(maxBytes, maxPixels, DEFAULT_DECODING_BYTES, DEFAULT_SCAN_BLOCKS);
    }

    /**
     * The memory that decoding an image may take, in bytes: in proportion to its pixels, so that padding cannot take much more
     * than them, and no more than the limit.
     */
    public long decodingBytes(ImageInfo info) {
        long pixels = (long) info.width() * info.height();
        return Math.min(maxDecodingBytes, Math.max(SMALL_BYTES, BYTES_OF_PIXEL * pixels));
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("image " + name + " must be at least 1, not " + value);
        }
    }
}
