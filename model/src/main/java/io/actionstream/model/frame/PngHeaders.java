package io.actionstream.model.frame;

import static io.actionstream.model.image.ImageBytes.int32;
import static io.actionstream.model.image.ImageBytes.uint8;

import io.actionstream.model.image.ImageFormat;
import io.actionstream.model.image.ImageInfo;
import io.actionstream.model.image.ImageProblem;
import io.actionstream.model.image.ImageVerdict;
import java.util.zip.CRC32;

/** Walks a PNG's chunks (ISO/IEC 15948) to its end, without looking into them except the header. */
final class PngHeaders {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int HEADER_LENGTH = 13;
    /** Length, type and checksum around a chunk's data. */
    private static final int CHUNK_OVERHEAD = 12;

    private PngHeaders() {}

    static ImageVerdict walk(byte[] image) {
        ImageInfo info = null;
        boolean data = false;
        long at = SIGNATURE.length;
        while (at + CHUNK_OVERHEAD <= image.length) {
            int start = (int) at;
            int length = int32(image, start);
            int type = int32(image, start + 4);
            if (length < 0 || !isLetters(type)) {
                return ImageProblem.malformed("no PNG chunk at byte " + start);
            }
            if (info == null && (type != IHDR || length != HEADER_LENGTH)) {
                return ImageProblem.malformed("the PNG does not begin with its header");
            }
            at += CHUNK_OVERHEAD + (long) length;
            if (at > image.length) {
                break;
            }
            if (info == null) {
                ImageVerdict header = header(image, start);
                if (!(header instanceof ImageInfo headerInfo)) {
                    return header;
                }
                info = headerInfo;
            } else if (type == IEND) {
                return data ? info : ImageProblem.malformed("the PNG has no image data");
            }
            data |= type == IDAT;
        }
        return ImageProblem.truncated("the PNG ends before its last chunk");
    }

    private static ImageVerdict header(byte[] image, int start) {
        int width = int32(image, start + 8);
        int height = int32(image, start + 12);
        if (width <= 0 || height <= 0) {
            return ImageProblem.malformed(
                    "a PNG of " + Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height));
        }
        if (!isDepthOf(uint8(image, start + 17), uint8(image, start + 16))) {
            return ImageProblem.malformed("a PNG of an unknown colour type or bit depth");
        }
        CRC32 checksum = new CRC32();
        checksum.update(image, start + 4, 4 + HEADER_LENGTH);
        if ((int) checksum.getValue() != int32(image, start + 8 + HEADER_LENGTH)) {
            return ImageProblem.malformed("the PNG header's checksum is wrong");
        }
        return new ImageInfo(ImageFormat.PNG, width, height);
    }

    private static boolean isDepthOf(int colourType, int depth) {
        return switch (colourType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private static boolean isLetters(int type) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            int letter = type >> shift & 0xFF;
            if (!(letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z')) {
                return false;
            }
        }
        return true;
    }
}
