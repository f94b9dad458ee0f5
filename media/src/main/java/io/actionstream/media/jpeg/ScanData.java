package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data of a scan, without the bytes that are stuffed between them (ITU-T T.81, B.1.1.5), and where its
 * restart intervals lie. Used for one scan after the other; for one thread.
 */
final class ScanData {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final int RESTARTS = 8;
    /** The largest array that is kept for the next image. */
    private static final int MAX_KEPT = 1 << 20;

    private byte[] bytes = new byte[0];
    private int[] ends = new int[1];
    private int intervals;

    /**
     * Takes the data of a scan.
     *
     * @param image the encoded image
     * @param from where the scan's data start
     * @param maxIntervals the most restart intervals, behind which a further marker ends the data
     * @return where the marker stands that ends them, or the length of the image when none does
     */
    int take(byte[] image, int from, long maxIntervals) {
        int needed = image.length - from + BitReader.PADDING;
        if (bytes.length < needed || bytes.length > MAX_KEPT && needed <= MAX_KEPT) {
            bytes = new byte[needed + needed / 4];
        }
        intervals = 0;
        int in = from;
        int out = 0;
        while (true) {
            int plain = copyPlain(image, in, out);
            in += plain;
            out += plain;
            if (in + 1 >= image.length) {
                return ended(out, image.length);
            }
            int second = uint8(image, in + 1);
            if (second == 0) {
                bytes[out++] = (byte) Markers.PREFIX;
                in += 2;
            } else if (second == Markers.PREFIX) {
                in++; // fill bytes may stand before a marker
            } else if (second == Markers.FIRST_RESTART + intervals % RESTARTS && intervals < maxIntervals) {
                endInterval(out);
                in += 2;
            } else {
                return ended(out, in);
            }
        }
    }

    private int ended(int out, int place) {
        endInterval(out);
        Arrays.fill(bytes, out, out + BitReader.PADDING, (byte) 0);
        return place;
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
        while (in + done < image.length && uint8(image, in + done) != Markers.PREFIX) {
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

    /** The number of restart intervals. */
    int intervals() {
        return intervals;
    }

    /** Has a reader begin with an interval. */
    void begin(int interval, BitReader reader) {
        reader.begin(bytes, interval == 0 ? 0 : ends[interval - 1], ends[interval]);
    }
}
