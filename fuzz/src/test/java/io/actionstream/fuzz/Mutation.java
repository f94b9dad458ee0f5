package io.actionstream.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A picture with one to three things wrong. The same seed makes the same one.
 *
 * @param seed what it was made with
 * @param picture the name of the good one
 * @param kinds what was done to it
 * @param bytes the file
 */
record Mutation(long seed, String picture, List<Kind> kinds, byte[] bytes) {

    enum Kind {
        /** Some bits turned over, anywhere. */
        BITS,
        /** Some bytes of one segment or chunk overwritten, however small it is. */
        SEGMENT_BYTES,
        CUT,
        DELETE,
        REPEAT,
        /** The beginning of one picture and the end of another. */
        SPLICE,
        /** A JPEG marker or PNG chunk type that is another. */
        MARKER,
        /** A segment or chunk that is said to have another length. */
        LENGTH,
        /** Another height, width, precision, colour type or sampling factor. */
        SIZE,
        SWAP_SEGMENTS,
        DROP_SEGMENT,
        REPEAT_SEGMENT,
        /** Other bytes within the deflated rows of a PNG. */
        ROWS
    }

    private static final int PNG_SIGNATURE = 0x89504E47;
    private static final int PNG_SIGNATURE_LENGTH = 8;
    private static final int IDAT = 0x49444154;
    private static final int CHUNK_OVERHEAD = 12;
    private static final int MOST_ROW_BYTES = 1 << 16;
    private static final int[] MARKERS = {
        0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC9, 0xCC, 0xD0, 0xD3, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0,
        0xE1, 0xEE, 0xFE, 0xFF, 0x00, 0x01
    };
    private static final List<String> CHUNKS =
            List.of("IHDR", "IDAT", "IEND", "PLTE", "tRNS", "acTL", "fcTL", "fdAT", "gAMA", "iCCP", "zTXt");

    static Mutation of(long seed, Map<String, byte[]> pictures) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = List.copyOf(pictures.keySet());
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = pictures.get(name);
        List<Kind> kinds = new ArrayList<>();
        for (int i = Math.max(1, random.nextInt(4)); i > 0; i--) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            kinds.add(kind);
            byte[] other = pictures.get(names.get(random.nextInt(names.size())));
            bytes = done(kind, bytes, other, random);
        }
        return new Mutation(seed, name, kinds, random.nextInt(4) == 0 ? bytes : withPngChecksums(bytes));
    }

    /** The same picture, with the right checksum in each of its chunks when it is a PNG. */
    static byte[] withPngChecksums(byte[] image) {
        if (!isPng(image)) {
            return image;
        }
        ByteBuffer mended = ByteBuffer.wrap(image.clone());
        List<Integer> chunks = segments(image);
        for (int i = 0; i + 1 < chunks.size(); i++) {
            int end = chunks.get(i + 1) - 4;
            CRC32 crc = new CRC32();
            crc.update(image, chunks.get(i) + 4, end - chunks.get(i) - 4);
            mended.putInt(end, (int) crc.getValue());
        }
        return mended.array();
    }

    @Override
    public String toString() {
        return "seed " + seed + " (" + picture + ", " + kinds + ", " + bytes.length + " bytes)";
    }

    private static byte[] done(Kind kind, byte[] image, byte[] other, SplittableRandom random) {
        if (image.length == 0) {
            return image;
        }
        int from = random.nextInt(image.length);
        int to = Math.min(image.length, from + 1 + random.nextInt(1 << random.nextInt(1, 12)));
        byte[] before = Arrays.copyOf(image, from);
        byte[] middle = Arrays.copyOfRange(image, from, to);
        byte[] after = Arrays.copyOfRange(image, to, image.length);
        return switch (kind) {
            case BITS -> bits(image.clone(), random);
            case SEGMENT_BYTES -> segmentBytes(image.clone(), random);
            case CUT -> before;
            case DELETE -> concat(before, after);
            case REPEAT -> concat(before, middle, middle, after);
            case SPLICE -> concat(before, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            case MARKER -> marker(image.clone(), random);
            case LENGTH -> length(image.clone(), random);
            case SIZE -> size(image.clone(), random);
            case SWAP_SEGMENTS, DROP_SEGMENT, REPEAT_SEGMENT -> rearranged(kind, image, random);
            case ROWS -> rows(image, random);
        };
    }

    private static byte[] bits(byte[] image, SplittableRandom random) {
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            image[random.nextInt(image.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return image;
    }

    private static byte[] segmentBytes(byte[] image, SplittableRandom random) {
        List<Integer> places = segments(image);
        int segment = random.nextInt(places.size());
        int from = places.get(segment);
        int to = segment + 1 < places.size() ? places.get(segment + 1) : image.length;
        for (int i = random.nextInt(1, 5); i > 0 && from < to; i--) {
            image[random.nextInt(from, to)] = (byte) random.nextInt(256);
        }
        return image;
    }

    private static byte[] marker(byte[] image, SplittableRandom random) {
        int at = anySegment(image, random);
        if (isPng(image)) {
            String type = CHUNKS.get(random.nextInt(CHUNKS.size()));
            for (int i = 0; i < 4; i++) {
                set(image, at + 4 + i, type.charAt(i));
            }
        } else {
            set(image, at + 1, MARKERS[random.nextInt(MARKERS.length)]);
        }
        return image;
    }

    private static byte[] length(byte[] image, SplittableRandom random) {
        int at = anySegment(image, random) + (isPng(image) ? 0 : 2);
        int length = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(40);
        for (int i = isPng(image) ? 3 : 1; i >= 0; i--) {
            set(image, at + i, length);
            length >>= 8;
        }
        return image;
    }

    private static byte[] size(byte[] image, SplittableRandom random) {
        int header = isPng(image) ? PNG_SIGNATURE_LENGTH + 8 : frameHeader(image);
        int[] sizes = {0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 0x11, 0x12, 0x21, 0x22, 0x44, 0x7F, 0x80, 0xFF};
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            set(image, header + random.nextInt(isPng(image) ? 13 : 16), sizes[random.nextInt(sizes.length)]);
        }
        return image;
    }

    /** Where the first frame header's precision stands. */
    private static int frameHeader(byte[] image) {
        for (int at : segments(image)) {
            if (at + 1 < image.length && (image[at + 1] & 0xFC) == 0xC0) {
                return at + 4;
            }
        }
        return 0;
    }

    private static byte[] rearranged(Kind kind, byte[] image, SplittableRandom random) {
        List<Integer> places = segments(image);
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            parts.add(
                    Arrays.copyOfRange(image, places.get(i), i + 1 < places.size() ? places.get(i + 1) : image.length));
        }
        int one = random.nextInt(parts.size());
        int another = random.nextInt(parts.size());
        switch (kind) {
            case SWAP_SEGMENTS -> {
                byte[] first = parts.get(one);
                parts.set(one, parts.get(another));
                parts.set(another, first);
            }
            case DROP_SEGMENT -> parts.remove(one);
            default -> {
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    parts.add(another, parts.get(one));
                }
            }
        }
        parts.add(0, Arrays.copyOf(image, places.get(0)));
        return concat(parts.toArray(byte[][]::new));
    }

    /** Inflates the rows of a PNG, changes some of their bytes and deflates them again. */
    private static byte[] rows(byte[] image, SplittableRandom random) {
        List<Integer> places = segments(image);
        for (int i = 0; i + 1 < places.size() && isPng(image); i++) {
            int from = places.get(i);
            int to = places.get(i + 1);
            if (ByteBuffer.wrap(image).getInt(from + 4) == IDAT) {
                byte[] rows = inflated(image, from + 8, to - from - CHUNK_OVERHEAD);
                if (rows.length > 0) {
                    for (int n = random.nextInt(1, 9); n > 0; n--) {
                        rows[random.nextInt(rows.length)] = (byte) random.nextInt(7);
                    }
                    rows = random.nextBoolean() ? Arrays.copyOf(rows, random.nextInt(2 * rows.length)) : rows;
                }
                byte[] deflated = deflated(rows);
                ByteBuffer head = ByteBuffer.allocate(8).putInt(deflated.length).putInt(IDAT);
                return concat(
                        Arrays.copyOf(image, from),
                        head.array(),
                        deflated,
                        new byte[4],
                        Arrays.copyOfRange(image, to, image.length));
            }
        }
        return bits(image.clone(), random);
    }

    private static byte[] inflated(byte[] image, int from, int length) {
        try (InflaterInputStream rows = new InflaterInputStream(new ByteArrayInputStream(image, from, length))) {
            return rows.readNBytes(MOST_ROW_BYTES);
        } catch (IOException e) {
            return new byte[0]; // damaged by what was done before
        }
    }

    private static byte[] deflated(byte[] rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Where JPEG markers or PNG chunks begin, and where the last chunk ends; at least one place. */
    private static List<Integer> segments(byte[] image) {
        List<Integer> places = new ArrayList<>();
        if (isPng(image)) {
            long at = PNG_SIGNATURE_LENGTH;
            places.add((int) at);
            while (at + CHUNK_OVERHEAD <= image.length) {
                int length = ByteBuffer.wrap(image).getInt((int) at);
                at += CHUNK_OVERHEAD + (long) length;
                if (length < 0 || at > image.length) {
                    break;
                }
                places.add((int) at);
            }
        } else {
            for (int at = 0; at + 1 < image.length; at++) {
                if (image[at] == (byte) 0xFF && image[at + 1] != 0 && image[at + 1] != (byte) 0xFF) {
                    places.add(at);
                }
            }
        }
        return places.isEmpty() ? List.of(0) : places;
    }

    private static int anySegment(byte[] image, SplittableRandom random) {
        List<Integer> places = segments(image);
        return places.get(random.nextInt(places.size()));
    }

    private static boolean isPng(byte[] image) {
        return image.length >= PNG_SIGNATURE_LENGTH && ByteBuffer.wrap(image).getInt() == PNG_SIGNATURE;
    }

    private static void set(byte[] image, int at, int value) {
        if (at < image.length) {
            image[at] = (byte) value;
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
