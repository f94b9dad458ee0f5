package io.actionstream.media.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes PNGs of every kind, from random samples; and parts of PNGs. */
public final class TestPng {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** The pass of each pixel of a square of 8 (ISO/IEC 15948, 8.2). */
    private static final String[] ADAM7 = {
        "16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"
    };

    final int width;
    final int height;
    final int colourType;
    final int depth;
    final int channels;
    /** (height, width, channels). */
    final int[] samples;

    private boolean interlaced;
    private int filter = -1;
    private int dataLength = Integer.MAX_VALUE;
    private byte[] palette = {};
    private byte[] transparency = {};

    public TestPng(int width, int height, int colourType, int depth) {
        this.width = width;
        this.height = height;
        this.colourType = colourType;
        this.depth = depth;
        this.channels = switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        Random random = new Random(colourType * 100 + depth);
        this.samples = random.ints(width * height * channels, 0, 1 << depth).toArray();
        if (colourType == 3) {
            palette = new byte[3 << depth];
            random.nextBytes(palette);
        }
    }

    public TestPng interlaced(boolean newInterlaced) {
        interlaced = newInterlaced;
        return this;
    }

    /** Filters each row in this way, instead of each in a random one. */
    TestPng filter(int newFilter) {
        filter = newFilter;
        return this;
    }

    /** Puts so many bytes into each chunk of data. */
    TestPng dataLength(int newDataLength) {
        dataLength = newDataLength;
        return this;
    }

    TestPng palette(int... newPalette) {
        palette = bytes(newPalette);
        return this;
    }

    TestPng transparency(int... newTransparency) {
        transparency = bytes(newTransparency);
        return this;
    }

    public byte[] encode() {
        return join(beginning(), data(deflate(rows())), end());
    }

    /** All up to the data. */
    byte[] beginning() {
        return join(
                SIGNATURE,
                header(width, height, depth, colourType, 0, 0, interlaced ? 1 : 0),
                palette.length == 0 ? palette : chunk("PLTE", palette),
                transparency.length == 0 ? transparency : chunk("tRNS", transparency));
    }

    /** The compressed rows in one or more chunks. */
    byte[] data(byte[] compressed) {
        byte[] data = {};
        for (int at = 0; at < compressed.length; at += Math.min(dataLength, compressed.length)) {
            int to = Math.min(compressed.length, at + Math.min(dataLength, compressed.length));
            data = join(data, chunk("IDAT", Arrays.copyOfRange(compressed, at, to)));
        }
        return data;
    }

    static byte[] end() {
        return chunk("IEND", new byte[0]);
    }

    static byte[] header(int width, int height, int depth, int colourType, int compression, int filter, int interlace) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        for (int value : new int[] {depth, colourType, compression, filter, interlace}) {
            header.put((byte) value);
        }
        return chunk("IHDR", header.array());
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] content = join(type.getBytes(StandardCharsets.ISO_8859_1), data);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return ByteBuffer.allocate(8 + content.length)
                .putInt(data.length)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    static byte[] deflate(byte[] rows) {
        Deflater deflater = new Deflater(1);
        deflater.setInput(rows);
        deflater.finish();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        while (!deflater.finished()) {
            compressed.write(some, 0, deflater.deflate(some));
        }
        deflater.end();
        return compressed.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The filtered rows, those of each pass behind those of the one before. */
    byte[] rows() {
        Random filters = new Random(5);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (char pass = interlaced ? '1' : '0'; pass <= (interlaced ? '7' : '0'); pass++) {
            byte[] before = null;
            for (int y = 0; y < height; y++) {
                byte[] row = row(y, pass);
                if (row.length > 0) {
                    before = before == null ? new byte[row.length] : before;
                    int type = filter < 0 ? filters.nextInt(5) : filter;
                    rows.write(type);
                    rows.writeBytes(filtered(row, before, type));
                    before = row;
                }
            }
        }
        return rows.toByteArray();
    }

    /** The samples of one pass in a row, bit by bit. */
    private byte[] row(int y, char pass) {
        StringBuilder bits = new StringBuilder();
        for (int x = 0; x < width; x++) {
            if (!interlaced || ADAM7[y % 8].charAt(x % 8) == pass) {
                for (int channel = 0; channel < channels; channel++) {
                    int sample = samples[(y * width + x) * channels + channel];
                    for (int bit = depth - 1; bit >= 0; bit--) {
                        bits.append(sample >> bit & 1);
                    }
                }
            }
        }
        while (bits.length() % 8 != 0) {
            bits.append(1); // nobody reads it
        }
        byte[] row = new byte[bits.length() / 8];
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return row;
    }

    private byte[] filtered(byte[] row, byte[] before, int type) {
        int distance = Math.max(1, channels * depth / 8);
        byte[] filtered = new byte[row.length];
        for (int i = 0; i < row.length; i++) {
            int a = i < distance ? 0 : row[i - distance] & 0xFF;
            int b = before[i] & 0xFF;
            int c = i < distance ? 0 : before[i - distance] & 0xFF;
            int predicted = switch (type) {
                case 1 -> a;
                case 2 -> b;
                case 3 -> (a + b) / 2;
                case 4 -> paeth(a, b, c);
                default -> 0;
            };
            filtered[i] = (byte) (row[i] - predicted);
        }
        return filtered;
    }

    /** As the standard writes it (9.4). */
    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int pa = Math.abs(p - a);
        int pb = Math.abs(p - b);
        int pc = Math.abs(p - c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }

    /** The picture in RGB, over black. */
    byte[] rgb() {
        return rgb(samples);
    }

    /** The same of other samples, laid out like these. */
    byte[] rgb(int[] values) {
        byte[] rgb = new byte[width * height * 3];
        for (int pixel = 0; pixel < width * height; pixel++) {
            int[] colour = Arrays.copyOfRange(values, pixel * channels, (pixel + 1) * channels);
            double alpha = alpha(colour);
            for (int channel = 0; channel < 3; channel++) {
                rgb[pixel * 3 + channel] = (byte) Math.round(value(colour, channel) * alpha);
            }
        }
        return rgb;
    }

    private int value(int[] colour, int channel) {
        int sample = colour[channels < 3 ? 0 : channel];
        if (colourType == 3) {
            return palette[3 * sample + channel] & 0xFF;
        }
        return depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1);
    }

    private double alpha(int[] colour) {
        if (colourType == 3) {
            return colour[0] < transparency.length ? (transparency[colour[0]] & 0xFF) / 255.0 : 1;
        }
        if (colourType == 4 || colourType == 6) {
            return (colour[channels - 1] >> depth - 8) / 255.0;
        }
        if (transparency.length == 0) {
            return 1;
        }
        ByteBuffer key = ByteBuffer.wrap(transparency);
        return Arrays.stream(colour).allMatch(sample -> sample == key.getChar()) ? 0 : 1;
    }
}
