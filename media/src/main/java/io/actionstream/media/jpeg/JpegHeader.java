package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;

/**
 * Reads what an image says of itself, without decoding it: the headers, and for an image of several scans where they lie.
 */
public final class JpegHeader {
    /** Each JPEG begins like this. */
    public static final byte[] SIGNATURE = {(byte) 0xFF, (byte) 0xD8};

    private final byte[] image;
    private final int from;
    private final long maxScanBlocks;
    private FrameHeader frame;
    private ImageProblem problem;
    private boolean buffered;
    private boolean ended;
    private boolean scanned;
    private long scanBlocks;

    private JpegHeader(byte[] image, int from, long maxScanBlocks) {
        this.image = image;
        this.from = from;
        this.maxScanBlocks = maxScanBlocks;
    }

    /**
     * Reads the headers of an image.
     *
     * @param from where its start marker stands
     * @param maxScanBlocks beyond which no further scan is looked for
     */
    public static JpegHeader read(byte[] image, int from, long maxScanBlocks) {
        JpegHeader header = new JpegHeader(image, from, maxScanBlocks);
        header.walk();
        return header;
    }

    /** The reason why the image is refused; null when nothing speaks against it. */
    public ImageProblem problem() {
        return problem;
    }

    /** The size; to be asked for only when there is no problem. */
    public ImageInfo info() {
        return new ImageInfo(ImageFormat.JPEG, frame.width(), frame.height());
    }

    /** Blocks of all scans, and what Huffman tables count as, up to the first beyond the limit. */
    public long scanBlocks() {
        return scanBlocks;
    }

    /** Memory that decoding at a scale of 1/reduction takes, beside the encoded image, in bytes. */
    public long decodingBytes(int reduction) {
        return Layout.bytes(frame, reduction, buffered);
    }

    /**
     * Tells whether the image is there to its end: by the end marker, and without one by decoding what is there, at an eighth of
     * its size. Damage does not count.
     */
    public boolean isWhole() {
        if (ended) {
            return true;
        }
        try {
            new JpegDecoder(maxScanBlocks).decode(image, from, FrameHeader.BLOCK);
            return true;
        } catch (TruncatedImageException e) {
            return false;
        } catch (BrokenImageException e) {
            return true;
        }
    }

    private void walk() {
        Segments segments = new Segments(image, from + 2);
        while (problem == null && scanBlocks <= maxScanBlocks && segments.next()) {
            int marker = segments.marker();
            if (marker == Markers.END_OF_IMAGE) {
                ended = true;
                break;
            } else if (Markers.isFrame(marker)) {
                readFrame(segments);
            } else if (marker == Markers.ARITHMETIC_CONDITIONING) {
                problem = ImageProblem.unsupported("an arithmetically coded JPEG");
            } else if (marker == Markers.HUFFMAN_TABLES) {
                scanBlocks +=
                        (long) Tables.huffmanTables(image, segments.from(), segments.to()) * ImageLimits.LEAST_BLOCKS;
            } else if (marker == Markers.START_OF_SCAN && !readScan(segments)) {
                return;
            }
        }
        if (problem == null && !scanned) {
            problem = withoutScan(segments);
        }
    }

    private ImageProblem withoutScan(Segments segments) {
        if (scanBlocks > maxScanBlocks) {
            return new ImageProblem(
                    ImageProblem.TOO_MANY_SCANS,
                    "the Huffman tables of the JPEG count as more than " + maxScanBlocks + " blocks");
        }
        return ended ? ImageProblem.malformed("a JPEG without a scan") : segments.problem();
    }

    private void readFrame(Segments segments) {
        if (frame != null) {
            problem = ImageProblem.malformed("a second JPEG frame header");
            return;
        }
        FrameHeader.Parsed parsed = FrameHeader.parse(segments.marker(), image, segments.from(), segments.to());
        frame = parsed.header();
        problem = parsed.problem();
    }

    /** Reads a scan; false when it is the only one. */
    private boolean readScan(Segments segments) {
        if (frame == null) {
            problem = ImageProblem.malformed("a JPEG scan before its frame header");
            return true;
        }
        ScanHeader scan;
        try {
            scan = ScanHeader.parse(frame, image, segments.from(), segments.to());
        } catch (BrokenImageException e) {
            problem = ImageProblem.malformed(e.getMessage());
            return true;
        }
        boolean only = !frame.progressive()
                && !buffered
                && scan.components().size() == frame.components().size();
        scanned = true;
        scanBlocks += scan.blocks(frame);
        if (only) {
            ended = endsWithMarker() || Segments.behindScan(image, segments.to()) < image.length;
            return false;
        }
        buffered = true;
        segments.resumeAt(Segments.behindScan(image, segments.to()));
        return true;
    }

    /** Tells whether the end marker comes last, but for what cameras and multipart streams leave after it. */
    private boolean endsWithMarker() {
        int last = image.length - 1;
        while (last > from && isPadding(image[last])) {
            last--;
        }
        return uint8(image, last) == Markers.END_OF_IMAGE && uint8(image, last - 1) == Markers.PREFIX;
    }

    private static boolean isPadding(byte value) {
        return value == 0 || value == (byte) Markers.PREFIX || value == '\r' || value == '\n';
    }
}
