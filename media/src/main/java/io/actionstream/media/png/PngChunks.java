package io.actionstream.media.png;

import static io.actionstream.media.image.ImageBytes.int32;

import io.actionstream.media.image.ImageProblem;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG (ISO/IEC 15948, 5.3) that count for its pixels: the four critical ones, the transparency, and
 * critical ones that nobody knows. All others are stepped over without a look into them.
 *
 * <p>Where no chunk begins, because an ancillary one has a wrong length or stray bytes lie between two, it goes on at the
 * next chunk that counts and whose checksum is right. That is done a few times only, so that walking takes a time
 * proportional to the image's length.
 */
final class PngChunks {

    static final int HEADER = 0x49484452; // IHDR
    static final int PALETTE = 0x504C5445; // PLTE
    static final int TRANSPARENCY = 0x74524E53; // tRNS
    static final int DATA = 0x49444154; // IDAT
    static final int END = 0x49454E44; // IEND

    static final int SIGNATURE_LENGTH = 8;
    /** Length, type and checksum around a chunk's data. */
    private static final int OVERHEAD = 12;

    private static final int MOST_REPAIRS = 8;
    /** The bit of a type's first letter that makes the chunk an ancillary one. */
    private static final int ANCILLARY = 0x20000000;

    private final byte[] image;
    /** The position at which the next chunk should begin. */
    private int at;
    /** The end of the last chunk that counted. */
    private int counted;

    private int repairs;
    private int type;
    private int start;
    private int length;

    /**
     * Stands before the first chunk.
     *
     * @param image holds the PNG
     * @param from offset of its signature
     */
    PngChunks(byte[] image, int from) {
        this.image = image;
        this.at = Math.min(from + SIGNATURE_LENGTH, image.length);
        this.counted = at;
    }

    /** Goes on to the next chunk that counts; false behind the end chunk, and when there is no other. */
    boolean next() {
        if (type == END) {
            return false;
        }
        while (isChunk(at)) {
            take(at);
            if (isKnown(type) || (type & ANCILLARY) == 0 && isSound()) {
                counted = at;
                return true;
            }
        }
        return repaired();
    }

    /** The present chunk's type. */
    int type() {
        return type;
    }

    byte[] image() {
        return image;
    }

    /** Offset of the present chunk's data. */
    int start() {
        return start;
    }

    /** Bytes of the present chunk's data. */
    int length() {
        return length;
    }

    /** True when the present chunk's checksum is right. */
    boolean isSound() {
        return isSound(start - 8, length);
    }

    /** The problem with the place at which the next chunk should begin. */
    ImageProblem problem() {
        if (image.length - at >= OVERHEAD && (int32(image, at) < 0 || !isLetters(int32(image, at + 4)))) {
            return ImageProblem.malformed("no PNG chunk at byte " + at);
        }
        return ImageProblem.truncated("the PNG ends before its last chunk");
    }

    private boolean isChunk(int from) {
        return image.length - from >= OVERHEAD
                && int32(image, from) >= 0
                && int32(image, from) <= image.length - from - OVERHEAD
                && isLetters(int32(image, from + 4));
    }

    private void take(int from) {
        length = int32(image, from);
        type = int32(image, from + 4);
        start = from + 8;
        at = start + length + 4;
    }

    private boolean repaired() {
        if (repairs == MOST_REPAIRS) {
            return false;
        }
        repairs++;
        for (int from = counted; image.length - from >= OVERHEAD; from++) {
            if (isKnown(int32(image, from + 4)) && isChunk(from)) {
                if (!isSound(from, int32(image, from))) {
                    return false; // to try others too could take for ever
                }
                take(from);
                counted = at;
                return true;
            }
        }
        return false;
    }

    private boolean isSound(int from, int dataLength) {
        CRC32 checksum = new CRC32();
        checksum.update(image, from + 4, 4 + dataLength);
        return (int) checksum.getValue() == int32(image, from + 8 + dataLength);
    }

    private static boolean isKnown(int type) {
        return switch (type) {
            case HEADER, PALETTE, TRANSPARENCY, DATA, END -> true;
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
