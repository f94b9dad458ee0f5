package io.actionstream.training.download;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads what a zip holds from its end, without reading the rest.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format, sections 4.3.12 to 4.3.16</a>
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_64_LOCATOR_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ZIP_64_FIELD = 1;
    private static final long IN_ZIP_64_FIELD = 0xffffffffL;
    private static final int ENCRYPTED = 1;
    private static final int MAX_COMMENT = 0xffff;
    private static final int USUAL_TAIL = 2048;
    private static final int MAX_DIRECTORY = 512 << 20;

    private final ByteSource source;

    private ZipDirectory(ByteSource source) {
        this.source = source;
    }

    /**
     * Lists the files of a zip, folders left out.
     *
     * @throws IOException when the source can't be read or is no whole zip; says what is wrong
     */
    static List<ArchivedFile> read(ByteSource source) throws IOException {
        return new ZipDirectory(source).read();
    }

    private List<ArchivedFile> read() throws IOException {
        long size = source.size();
        Place place = find(size);
        if (place.length > MAX_DIRECTORY
                || place.offset < 0
                || place.length < 0
                || place.offset + place.length > size) {
            throw broken("its directory is said to lie outside of it");
        }
        ByteBuffer directory = wrap(source.read(place.offset, (int) place.length));
        List<ArchivedFile> files = new ArrayList<>();
        try {
            while (directory.remaining() >= ENTRY_SIZE) {
                files.add(entry(directory));
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken("an entry of its directory is cut off");
        }
        return withSpans(files, place.offset);
    }

    /** Where the central directory is. */
    private record Place(long offset, long length) {}

    private Place find(long size) throws IOException {
        for (int wanted : new int[] {USUAL_TAIL, MAX_COMMENT + END_SIZE + END_64_LOCATOR_SIZE}) {
            int length = (int) Math.min(size, wanted);
            ByteBuffer tail = wrap(length == 0 ? new byte[0] : source.read(size - length, length));
            for (int at = length - END_SIZE; at >= 0; at--) {
                if (tail.getInt(at) == END && at + END_SIZE + Short.toUnsignedInt(tail.getShort(at + 20)) == length) {
                    return place(tail, at);
                }
            }
        }
        throw broken("it has no end-of-directory record, so it is cut off or something else");
    }

    private Place place(ByteBuffer tail, int at) throws IOException {
        int locator = at - END_64_LOCATOR_SIZE;
        if (locator < 0 || tail.getInt(locator) != END_64_LOCATOR) {
            return new Place(
                    Integer.toUnsignedLong(tail.getInt(at + 16)), Integer.toUnsignedLong(tail.getInt(at + 12)));
        }
        long offset = tail.getLong(locator + 8);
        if (offset < 0 || offset > source.size() - END_64_SIZE) {
            throw broken("its zip64 record is said to lie outside of it");
        }
        ByteBuffer end = wrap(source.read(offset, END_64_SIZE));
        if (end.getInt(0) != END_64) {
            throw broken("its zip64 record is not where it should be");
        }
        return new Place(end.getLong(48), end.getLong(40));
    }

    private ArchivedFile entry(ByteBuffer directory) throws IOException {
        int at = directory.position();
        if (directory.getInt(at) != ENTRY) {
            throw broken("an entry of its directory is damaged");
        }
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
        byte[] name = new byte[nameLength];
        directory.position(at + ENTRY_SIZE);
        directory.get(name);
        ByteBuffer extra = wrap(new byte[extraLength]);
        directory.get(extra.array());
        directory.position(directory.position() + commentLength);
        String path = new String(name, StandardCharsets.UTF_8);
        if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
            throw broken("its entry " + path + " is encrypted");
        }
        // the zip64 field holds, in this order, those of the three that do not fit
        ByteBuffer large = zip64(extra);
        long size = value(directory.getInt(at + 24), large);
        long compressedSize = value(directory.getInt(at + 20), large);
        long offset = value(directory.getInt(at + 42), large);
        int method = Short.toUnsignedInt(directory.getShort(at + 10));
        long crc = Integer.toUnsignedLong(directory.getInt(at + 16));
        return new ArchivedFile(path, method, crc, compressedSize, size, offset, 0);
    }

    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (id == ZIP_64_FIELD) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return wrap(new byte[0]);
    }

    private static long value(int field, ByteBuffer large) {
        long value = Integer.toUnsignedLong(field);
        return value == IN_ZIP_64_FIELD && large.hasRemaining() ? large.getLong() : value;
    }

    private List<ArchivedFile> withSpans(List<ArchivedFile> entries, long directory) throws IOException {
        List<ArchivedFile> files = new ArrayList<>(entries.size());
        List<ArchivedFile> sorted = entries.stream()
                .sorted(Comparator.comparingLong(ArchivedFile::offset))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            ArchivedFile file = sorted.get(i);
            long end = i + 1 < sorted.size() ? sorted.get(i + 1).offset() : directory;
            long span = end - file.offset();
            if (file.offset() < 0 || file.size() < 0 || file.compressedSize() < 0 || span <= file.compressedSize()) {
                throw broken("its entry " + file.name() + " overlaps with what follows");
            }
            if (!file.name().endsWith("/")) {
                files.add(new ArchivedFile(
                        file.name(),
                        file.method(),
                        file.crc(),
                        file.compressedSize(),
                        file.size(),
                        file.offset(),
                        span));
            }
        }
        return files;
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private IOException broken(String what) {
        return new IOException(source.name() + " is no usable zip: " + what);
    }
}
