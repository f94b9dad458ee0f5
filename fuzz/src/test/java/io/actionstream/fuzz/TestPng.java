package io.actionstream.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNGs of every colour type and depth by hand. Its pixels are noise, as any bytes are a row's.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">the format</a>
 */
final class TestPng {
    private static final int[][] WHOLE = {{0, 0, 1, 1}};
    /** First column, first row, step across and step down of each of Adam7's passes. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final int width;
    private final int height;
    private final int colourType;
    private final int depth;
    private boolean interlaced;
    private boolean transparent;
    private int frames = 1;
    private int filter = -1;
    private int sequence;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Random random = new Random(5);

    TestPng(int width, int height, int colourType, int depth) {
        this.width = width;
        this.height = height;
        this.colourType = colourType;
        this.depth = depth;
    }

    TestPng interlaced() {
        interlaced = true;
        return this;
    }

    /** Adds a transparent colour, or transparent colours of the palette. */
    TestPng transparent() {
        transparent = true;
        return this;
    }

    /** Makes it an animation of so many pictures. */
    TestPng frames(int count) {
        frames = count;
        return this;
    }

    /** Sets the filter of every row; the default is all five in turns. */
    TestPng filter(int number) {
        filter = number;
        return this;
    }

    byte[] encode() {
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk("IHDR", ints(width, height), bytes(depth, colourType, 0, 0, interlaced ? 1 : 0));
        if (frames > 1) {
            chunk("acTL", ints(frames, 0));
        }
        if (colourType == 3) {
            chunk("PLTE", noise(3 << depth));
        }
        if (transparent) {
            chunk("tRNS", noise(colourType == 3 ? 1 << depth : colourType == 2 ? 6 : 2));
        }
        for (int frame = 0; frame < frames; frame++) {
            if (frames > 1) {
                chunk("fcTL", ints(sequence++, width, height, 0, 0), bytes(0, 1, 0, 10, 0, 0));
            }
            if (frame == 0) {
                chunk("IDAT", rows());
            } else {
                chunk("fdAT", ints(sequence++), rows());
            }
        }
        chunk("IEND");
        return out.toByteArray();
    }

    private byte[] rows() {
        int[] channels = {1, 0, 3, 1, 2, 0, 4};
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(deflated)) {
            for (int[] pass : interlaced ? ADAM7 : WHOLE) {
                int across = (width - pass[0] + pass[2] - 1) / pass[2];
                int down = (height - pass[1] + pass[3] - 1) / pass[3];
                for (int y = 0; across > 0 && y < down; y++) {
                    rows.write(filter < 0 ? y % 5 : filter);
                    rows.write(noise((across * channels[colourType] * depth + 7) / 8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deflated.toByteArray();
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private void chunk(String type, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        type.chars().forEach(content::write);
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        CRC32 crc = new CRC32();
        crc.update(content.toByteArray());
        out.writeBytes(ints(content.size() - 4));
        out.writeBytes(content.toByteArray());
        out.writeBytes(ints((int) crc.getValue()));
    }

    private static byte[] ints(int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            for (int value : values) {
                data.writeInt(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
