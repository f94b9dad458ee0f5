package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint16;
import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;
import java.util.Arrays;

/** The quantisation and Huffman tables of an image (ITU-T T.81, B.2.4): up to four of each kind. */
final class Tables {
    private static final int OF_A_KIND = 4;

    private final int[][] steps = new int[OF_A_KIND][];
    private final HuffmanTable[] dc = new HuffmanTable[OF_A_KIND];
    private final HuffmanTable[] ac = new HuffmanTable[OF_A_KIND];
    // Those of the image before, which are most often the same.
    private final HuffmanTable[] lastDc = new HuffmanTable[OF_A_KIND];
    private final HuffmanTable[] lastAc = new HuffmanTable[OF_A_KIND];

    /** Forgets what the image before has defined. */
    void clear() {
        Arrays.fill(steps, null);
        Arrays.fill(dc, null);
        Arrays.fill(ac, null);
    }

    /** Reads a segment of quantisation tables. */
    void readSteps(byte[] image, int from, int to) throws BrokenImageException {
        int at = from;
        while (at < to) {
            int which = uint8(image, at++);
            int bytes = which >> 4 == 0 ? Byte.BYTES : Short.BYTES;
            int number = which & 0x0F;
            if (which >> 4 > 1 || number >= OF_A_KIND || at + bytes * FrameHeader.COEFFICIENTS > to) {
                throw new BrokenImageException("a damaged JPEG quantisation table");
            }
            int[] table = new int[FrameHeader.COEFFICIENTS];
            for (int i = 0; i < table.length; i++) {
                table[i] = bytes == Byte.BYTES ? uint8(image, at) : uint16(image, at);
                at += bytes;
            }
            steps[number] = table;
        }
    }

    /** Reads a segment of Huffman tables. */
    void readHuffman(byte[] image, int from, int to) throws BrokenImageException {
        int at = from;
        while (at < to) {
            int which = uint8(image, at++);
            int number = which & 0x0F;
            int end = at + HuffmanTable.bytes(image, at, to);
            if (which >> 4 > 1 || number >= OF_A_KIND || end > to) {
                throw new BrokenImageException("a damaged JPEG Huffman table");
            }
            boolean isDc = which >> 4 == 0;
            HuffmanTable[] last = isDc ? lastDc : lastAc;
            if (last[number] == null || !last[number].isDefinedBy(image, at, end)) {
                last[number] = new HuffmanTable(Arrays.copyOfRange(image, at, end), isDc);
            }
            (isDc ? dc : ac)[number] = last[number];
            at = end;
        }
    }

    /** The number of Huffman tables in a segment. */
    static int huffmanTables(byte[] image, int from, int to) {
        int tables = 0;
        for (int at = from; at < to; at += Byte.BYTES + HuffmanTable.bytes(image, at + Byte.BYTES, to)) {
            tables++;
        }
        return tables;
    }

    /** The steps of quantisation, in zigzag order. */
    int[] steps(int number) throws BrokenImageException {
        return required(steps[number], "quantisation", number);
    }

    /** The table of blocks' first coefficients; the standard's when the image has not defined it. */
    HuffmanTable dc(int number) throws BrokenImageException {
        return required(dc[number] == null ? StandardTables.of(number, true) : dc[number], "Huffman", number);
    }

    /** The table of blocks' other coefficients; the standard's when the image has not defined it. */
    HuffmanTable ac(int number) throws BrokenImageException {
        return required(ac[number] == null ? StandardTables.of(number, false) : ac[number], "Huffman", number);
    }

    private static <T> T required(T table, String kind, int number) throws BrokenImageException {
        if (table == null) {
            throw new BrokenImageException("the JPEG has no " + kind + " table " + number);
        }
        return table;
    }
}
