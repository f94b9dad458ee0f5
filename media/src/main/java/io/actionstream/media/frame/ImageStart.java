package io.actionstream.media.frame;

import io.actionstream.media.image.ImageBytes;
import io.actionstream.media.jpeg.JpegHeader;
import io.actionstream.media.png.PngHeaders;

/**
 * Finds the image in a frame: some cameras leave a line end or the headers of a multipart stream before it.
 */
final class ImageStart {
    /** The longest text before an image, in bytes. */
    private static final int MAX_TEXT = 4096;

    private ImageStart() {}

    /** The position at which the image starts, or the length of the frame when it is text to the end or nothing known. */
    static int find(byte[] frame) {
        int at = 0;
        while (at < frame.length && at < MAX_TEXT && isText(frame[at])) {
            at++;
        }
        if (begins(frame, 0)) {
            return 0;
        }
        return begins(frame, at) ? at : frame.length;
    }

    private static boolean begins(byte[] frame, int at) {
        return at < frame.length
                && (ImageBytes.beginsLike(frame, at, JpegHeader.SIGNATURE)
                        || ImageBytes.beginsLike(frame, at, PngHeaders.SIGNATURE));
    }

    private static boolean isText(byte value) {
        return value >= ' ' && value < 0x7F || value == '\r' || value == '\n' || value == '\t';
    }
}
