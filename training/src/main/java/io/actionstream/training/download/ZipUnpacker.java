package io.actionstream.training.download;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Unpacks one file of a zip and checks it against its size and CRC. */
final class ZipUnpacker {
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_SIZE = 30;
    private static final int CHUNK = 1 << 16;

    private ZipUnpacker() {}

    /**
     * Unpacks a file.
     *
     * @param packed what the archive has from the file's local header on
     * @throws DamagedException when it is not what the directory says; says how
     */
    static void unpack(Path packed, ArchivedFile file, Path target) throws IOException {
        Inflater inflater = new Inflater(true);
        try (InputStream in = Files.newInputStream(packed);
                OutputStream out = Files.newOutputStream(target)) {
            skipHeader(in, file);
            copy(content(in, file, inflater), out, file);
        } catch (ZipException | EOFException e) {
            throw new DamagedException(file.name() + " is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** True when a file is already what the archive has. */
    static boolean isUnpacked(Path target, ArchivedFile file) throws IOException {
        if (!Files.isRegularFile(target) || Files.size(target) != file.size()) {
            return false;
        }
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(target), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue() == file.crc();
        }
    }

    private static void skipHeader(InputStream in, ArchivedFile file) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
        if (header.limit() < HEADER_SIZE || header.getInt(0) != HEADER) {
            throw new ZipException("its header is not where the directory says");
        }
        in.skipNBytes(Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28)));
    }

    private static InputStream content(InputStream in, ArchivedFile file, Inflater inflater) throws IOException {
        return switch (file.method()) {
            case ArchivedFile.STORED -> new Limited(in, file.compressedSize());
            case ArchivedFile.DEFLATED ->
                new InflaterInputStream(new Limited(in, file.compressedSize()), inflater, CHUNK);
            default -> throw new ZipException("compression method " + file.method() + " is not supported");
        };
    }

    /** Writes no more than the directory says, whatever the data say. */
    private static void copy(InputStream content, OutputStream out, ArchivedFile file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] chunk = new byte[CHUNK];
        long written = 0;
        for (int n = content.read(chunk); n > 0 && written <= file.size(); n = content.read(chunk)) {
            crc.update(chunk, 0, n);
            out.write(chunk, 0, n);
            written += n;
        }
        if (written != file.size()) {
            throw new ZipException("it has not the " + file.size() + " bytes that the directory says");
        }
        if (crc.getValue() != file.crc()) {
            throw new ZipException("its CRC is %08x, not %08x".formatted(crc.getValue(), file.crc()));
        }
    }

    /** A file that is not what the directory of its archive says. */
    static final class DamagedException extends IOException {
        DamagedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The first bytes of a stream. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = left == 0 ? -1 : in.read(target, offset, (int) Math.min(left, length));
            left -= Math.max(0, n);
            return n;
        }
    }
}
