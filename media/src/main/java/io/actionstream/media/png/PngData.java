package io.actionstream.media.png;

import io.actionstream.media.image.BrokenImageException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the image data, as many bytes as are asked for and no more: what the chunks hold beyond them is ignored.
 *
 * <p>The data chunks' checksums must be right, as libpng wants it: a picture with altered pixels would be a wrong sample,
 * and the clip has a good one before it. The checksum at the stream's end says nothing more and is not read.
 */
final class PngData implements AutoCloseable {

    private static final String DAMAGED = "the compressed data are damaged";
    private static final int SKIPPED_AT_ONCE = 1 << 15;

    private final PngChunks chunks;
    private final Inflater inflater;

    /** Begins with the chunk that the chunks stand at, which is the first with data. */
    PngData(PngChunks chunks) throws BrokenImageException {
        this.chunks = chunks;
        requireSound();
        this.inflater = new Inflater();
        setInput();
    }

    /** Fills a part of an array with the next bytes. */
    void read(byte[] target, int offset, int length) throws BrokenImageException {
        int done = 0;
        while (done < length) {
            int inflated = inflate(target, offset + done, length - done);
            if (inflated == 0) {
                more();
            }
            done += inflated;
        }
    }

    /** Inflates the next bytes without keeping them. */
    void skip(long length) throws BrokenImageException {
        byte[] bytes = new byte[SKIPPED_AT_ONCE];
        for (long left = length; left > 0; left -= bytes.length) {
            read(bytes, 0, (int) Math.min(left, bytes.length));
        }
    }

    private int inflate(byte[] target, int offset, int length) throws BrokenImageException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new BrokenImageException(DAMAGED);
        }
    }

    private void more() throws BrokenImageException {
        if (inflater.finished()) {
            throw new BrokenImageException("the PNG's data end before its last row");
        }
        if (!inflater.needsInput()) { // but a dictionary, which PNGs have not
            throw new BrokenImageException(DAMAGED);
        }
        if (!chunks.next() || chunks.type() != PngChunks.DATA) {
            throw new BrokenImageException("the PNG's data end before its last row");
        }
        requireSound();
        setInput();
    }

    private void requireSound() throws BrokenImageException {
        if (!chunks.isSound()) {
            throw new BrokenImageException(DAMAGED);
        }
    }

    private void setInput() {
        inflater.setInput(chunks.image(), chunks.start(), chunks.length());
    }

    /** Frees what inflating took. */
    @Override
    public void close() {
        inflater.end();
    }
}
