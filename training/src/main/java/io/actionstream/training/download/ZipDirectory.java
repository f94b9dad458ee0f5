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
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format, sections 4.3.12 and 4.5.3</a>
 */
final class ZipDirectory {
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ZIP_64_FIELD = 1;
    private static final long IN_ZIP_64_FIELD = 0xffffffffL;
    private static final int ENCRYPTED = 1;

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
        ZipEnd end = ZipEnd.find(source);
        if (end.length() == 0) {
            return List.of(); // a source can't be asked for no bytes
        }
        ByteBuffer directory = ZipEnd.wrap(source.read(end.directory(), end.length()));
        List<ArchivedFile> files = new ArrayList<>();
        try {
            while (directory.remaining() >= ENTRY_SIZE) {
                files.add(entry(directory));
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken("an entry of its directory is cut off");
        }
        return withSpans(files, end.directory());
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
        ByteBuffer extra = ZipEnd.wrap(new byte[extraLength]);
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
        return ZipEnd.wrap(new byte[0]);
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

    private IOException broken(String what) {
        return ZipEnd.broken(source, what);
    }
}
