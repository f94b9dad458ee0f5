package io.actionstream.media.jpeg;

import java.util.Arrays;

/** Changes JPEGs by their bytes. */
public final class JpegBytes {
    private JpegBytes() {}

    /** Where the first segment with a marker stands, from its 0xFF on; thumbnails are looked into as well. */
    public static int at(byte[] jpeg, int marker) {
        for (int at = 0; at + 1 < jpeg.length; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) marker) {
                return at;
            }
        }
        throw new IllegalArgumentException("no marker " + Integer.toHexString(marker));
    }

    /** Where the data of the first scan start. */
    public static int scanData(byte[] jpeg) {
        return end(jpeg, at(jpeg, Markers.START_OF_SCAN));
    }

    /** Where the segment ends that starts at a place. */
    public static int end(byte[] jpeg, int segment) {
        return segment + 2 + ((jpeg[segment + 2] & 0xFF) << 8 | jpeg[segment + 3] & 0xFF);
    }

    /** The image with further bytes at a place. */
    public static byte[] inserted(byte[] jpeg, int at, byte... bytes) {
        return join(Arrays.copyOf(jpeg, at), bytes, Arrays.copyOfRange(jpeg, at, jpeg.length));
    }

    /** The image without the bytes from a place up to another. */
    public static byte[] without(byte[] jpeg, int from, int to) {
        return join(Arrays.copyOf(jpeg, from), Arrays.copyOfRange(jpeg, to, jpeg.length));
    }

    /** The image without the first segment of a marker. */
    public static byte[] withoutSegment(byte[] jpeg, int marker) {
        int at = at(jpeg, marker);
        return without(jpeg, at, end(jpeg, at));
    }

    /** The image with another byte at a place. */
    public static byte[] with(byte[] jpeg, int at, int value) {
        byte[] changed = jpeg.clone();
        changed[at] = (byte) value;
        return changed;
    }

    /** A segment, with a length that is right. */
    public static byte[] segment(int marker, byte... content) {
        return segmentOfLength(marker, content.length + 2, content);
    }

    /** A segment with any length. */
    public static byte[] segmentOfLength(int marker, int length, byte... content) {
        return join(bytes(0xFF, marker, length >> 8, length), content);
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        int length = 0;
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, length, part.length);
            length += part.length;
        }
        return all;
    }
}
