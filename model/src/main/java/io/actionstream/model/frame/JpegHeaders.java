package io.actionstream.model.frame;

import static io.actionstream.model.image.ImageBytes.uint16;
import static io.actionstream.model.image.ImageBytes.uint8;

import io.actionstream.model.image.ImageFormat;
import io.actionstream.model.image.ImageInfo;
import io.actionstream.model.image.ImageProblem;
import io.actionstream.model.image.ImageVerdict;

/** Walks a JPEG's marker segments (ITU-T T.81, annex B) up to its first scan, then looks for its end. */
final class JpegHeaders {

    static final byte[] SIGNATURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private static final int SEGMENT_LENGTH_BYTES = 2;
    /** Length, precision, height, width, number of components. */
    private static final int MIN_FRAME_HEADER = 8;

    private JpegHeaders() {}

    /** What wants to know of each segment. */
    interface Segments {

        /**
         * Takes a segment, up to that of the first scan.
         *
         * @param marker its second byte
         * @param from where what it says starts
         * @param to where it ends
         */
        void accept(int marker, int from, int to);
    }

    static ImageVerdict walk(byte[] image) {
        return walk(image, (marker, from, to) -> {});
    }

    static ImageVerdict walk(byte[] image, Segments segments) {
        ImageInfo info = null;
        int at = 2;
        while (true) {
            if (at < image.length && uint8(image, at) != 0xFF) {
                return ImageProblem.malformed("no JPEG marker at byte " + at);
            }
            while (at < image.length && uint8(image, at) == 0xFF) {
                at++; // fill bytes may stand before a marker
            }
            if (at >= image.length) {
                return ImageProblem.truncated("the JPEG ends in its headers");
            }
            int marker = uint8(image, at++);
            if (marker == JpegMarkers.TEMPORARY) {
                continue;
            }
            if (marker == 0 || marker >= JpegMarkers.FIRST_RESTART && marker <= JpegMarkers.END_OF_IMAGE) {
                return ImageProblem.malformed("JPEG marker " + Integer.toHexString(marker) + " before the first scan");
            }
            if (at + SEGMENT_LENGTH_BYTES > image.length || at + uint16(image, at) > image.length) {
                return ImageProblem.truncated("the JPEG ends in its headers");
            }
            int length = uint16(image, at);
            if (length < SEGMENT_LENGTH_BYTES) {
                return ImageProblem.malformed("a JPEG segment of length " + length);
            }
            segments.accept(marker, at + SEGMENT_LENGTH_BYTES, at + length);
            if (marker == JpegMarkers.START_OF_SCAN) {
                return info == null
                        ? ImageProblem.malformed("a JPEG scan before its frame header")
                        : ended(image, info);
            }
            if (JpegMarkers.isFrameHeader(marker)) {
                if (info != null) {
                    return ImageProblem.malformed("a second JPEG frame header");
                }
                if (length < MIN_FRAME_HEADER) {
                    return ImageProblem.malformed("a JPEG frame header of length " + length);
                }
                info = new ImageInfo(ImageFormat.JPEG, uint16(image, at + 5), uint16(image, at + 3));
                if (info.width() == 0 || info.height() == 0) {
                    return ImageProblem.malformed("a JPEG of " + info.width() + "x" + info.height());
                }
            }
            at += length;
        }
    }

    private static ImageVerdict ended(byte[] image, ImageInfo info) {
        int last = image.length - 1;
        while (isPadding(image[last])) {
            last--; // ends at the latest at SOI's second byte
        }
        boolean whole = uint8(image, last) == JpegMarkers.END_OF_IMAGE && uint8(image, last - 1) == 0xFF;
        return whole ? info : ImageProblem.truncated("the JPEG has no end marker");
    }

    /** What cameras and multipart streams leave after the end marker. */
    private static boolean isPadding(byte value) {
        return value == 0 || value == (byte) 0xFF || value == '\r' || value == '\n';
    }
}
