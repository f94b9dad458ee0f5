package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The Huffman tables of ITU-T T.81, K.3.3, which images without tables of their own use: webcams' motion JPEG. */
final class StandardTables {
    private static final HuffmanTable[] DC = {
        table(JPEGHuffmanTable.StdDCLuminance, true), table(JPEGHuffmanTable.StdDCChrominance, true)
    };
    private static final HuffmanTable[] AC = {
        table(JPEGHuffmanTable.StdACLuminance, false), table(JPEGHuffmanTable.StdACChrominance, false)
    };

    private StandardTables() {}

    /** The table of a number, or null when the standard has none. */
    static HuffmanTable of(int number, boolean dc) {
        HuffmanTable[] tables = dc ? DC : AC;
        return number < tables.length ? tables[number] : null;
    }

    private static HuffmanTable table(JPEGHuffmanTable standard, boolean dc) {
        short[] lengths = standard.getLengths();
        short[] symbols = standard.getValues();
        byte[] definition = new byte[HuffmanTable.MAX_BITS + symbols.length];
        for (int i = 0; i < lengths.length; i++) {
            definition[i] = (byte) lengths[i];
        }
        for (int i = 0; i < symbols.length; i++) {
            definition[HuffmanTable.MAX_BITS + i] = (byte) symbols[i];
        }
        try {
            return new HuffmanTable(definition, dc);
        } catch (BrokenImageException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
