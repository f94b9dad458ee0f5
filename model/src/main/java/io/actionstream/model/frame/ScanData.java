package io.actionstream.model.frame;

import static io.actionstream.model.image.ImageBytes.uint8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data of a JPEG's only scan, without the bytes that are stuffed between them (ITU-T T.81, annex B). For
 * one thread at a time.
 */
final class ScanData {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private static final int MARK = 0xFF;

    private byte[] bytes = new byte[0];
    private int[] ends = new int[1];
    private int intervals;

    /**
     * Takes the data.
     *
     * @param image the encoded image
     * @param from where its scan's data start
     * @return false where the image does not end after them, or a restart marker is not the one whose turn it is
     */
    boolean take(byte[] image, int from) {
        if (bytes.length < image.length) {
            bytes = new byte[image.length + image.length / 2];
        }
        intervals = 0;
        int in = from;
        int out = 0;
        while (true) {
            int plain = copyPlain(image, in, out);
            in += plain;
            out += plain;
            if (in + 1 >= image.length) {
                return false;
            }
            int next = uint8(image, in + 1);
            if (next == 0) {
                bytes[out++] = (byte) MARK;
                in += 2;
            } else if (next == MARK) {
                in++; // fill bytes may stand before a marker
            } else {
                int restart = JpegMarkers.FIRST_RESTART + intervals % JpegMarkers.RESTARTS;
                endInterval(out);
                if (next != restart) {
                    return next == JpegMarkers.END_OF_IMAGE;
                }
                in += 2;
            }
        }
    }

    /** Copies what comes before the next mark, or before the end of the image; returns how much that is. */
    private int copyPlain(byte[] image, int in, int out) {
        int done = 0;
        while (in + done + Long.BYTES <= image.length) {
            long word = (long) WORD.get(image, in + done);
            WORD.set(bytes, out + done, word);
            long marks = (~word - LOWEST_BITS) & word & HIGHEST_BITS; // the lowest one is right
            if (marks != 0) {
                return done + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
            done += Long.BYTES;
        }
        while (in + done < image.length && uint8(image, in + done) != MARK) {
            bytes[out + done] = image[in + done];
            done++;
        }
        return done;
    }

    private void endInterval(int out) {
        if (intervals == ends.length) {
            ends = Arrays.copyOf(ends, 2 * intervals);
        }
        ends[intervals++] = out;
    }

    /** The data, and whatever comes after them. */
    byte[] bytes() {
        return bytes;
    }

    /** Of all data. */
    int length() {
        return ends[intervals - 1];
    }

    /** How many restart intervals they are. */
    int intervals() {
        return intervals;
    }

    int start(int interval) {
        return interval == 0 ? 0 : ends[interval - 1];
    }

    int end(int interval) {
        return ends[interval];
    }
}
