package io.actionstream.training.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The end of a zip, which says where its directory is.
 *
 * @param directory offset of the central directory
 * @param length of the central directory, in bytes
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format, sections 4.3.14 to 4.3.16</a>
 */
record ZipEnd(long directory, int length) {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_64_LOCATOR_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int MAX_COMMENT = 0xffff;
    private static final int USUAL_TAIL = 2048;
    private static final int MAX_DIRECTORY = 512 << 20;

    /** Looks for it in the last bytes; they are many only when the zip has a long comment. */
    static ZipEnd find(ByteSource source) throws IOException {
        long size = source.size();
        for (int wanted : new int[] {USUAL_TAIL, MAX_COMMENT + END_SIZE + END_64_LOCATOR_SIZE}) {
            int length = (int) Math.min(size, wanted);
            ByteBuffer tail = wrap(length == 0 ? new byte[0] : source.read(size - length, length));
            for (int at = length - END_SIZE; at >= 0; at--) {
                if (tail.getInt(at) == END && at + END_SIZE + Short.toUnsignedInt(tail.getShort(at + 20)) == length) {
                    return read(tail, at, size, source);
                }
            }
        }
        throw broken(source, "it has no end-of-directory record, so it is cut off or something else");
    }

    private static ZipEnd read(ByteBuffer tail, int at, long size, ByteSource source) throws IOException {
        int locator = at - END_64_LOCATOR_SIZE;
        if (locator < 0 || tail.getInt(locator) != END_64_LOCATOR) {
            return checked(
                    Integer.toUnsignedLong(tail.getInt(at + 16)),
                    Integer.toUnsignedLong(tail.getInt(at + 12)),
                    size,
                    source);
        }
        long offset = tail.getLong(locator + 8);
        if (offset < 0 || offset > size - END_64_SIZE) {
            throw broken(source, "its zip64 record is said to lie outside of it");
        }
        ByteBuffer end = wrap(source.read(offset, END_64_SIZE));
        if (end.getInt(0) != END_64) {
            throw broken(source, "its zip64 record is not where it should be");
        }
        return checked(end.getLong(48), end.getLong(40), size, source);
    }

    private static ZipEnd checked(long directory, long length, long size, ByteSource source) throws IOException {
        if (length < 0 || length > MAX_DIRECTORY || directory < 0 || directory > size - length) {
            throw broken(source, "its directory is said to lie outside of it");
        }
        return new ZipEnd(directory, (int) length);
    }

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static IOException broken(ByteSource source, String what) {
        return new IOException(source.name() + " is no usable zip: " + what);
    }
}
