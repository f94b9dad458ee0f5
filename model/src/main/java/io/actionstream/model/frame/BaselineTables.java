package io.actionstream.model.frame;

import static io.actionstream.model.image.ImageBytes.uint8;

import io.actionstream.model.avx512.JpegLayout;
import io.actionstream.model.avx512.JpegMemory;
import io.actionstream.model.avx512.SymbolTable;
import java.util.Arrays;

/** The tables in the headers of a baseline JPEG (ITU-T T.81, B.2.4): four of each kind, some of which are there. */
final class BaselineTables {
    private static final int OF_A_KIND = JpegMemory.TABLES_OF_A_KIND;
    private static final int NONE = -1;

    private final byte[] image;
    private final int[][] steps = new int[OF_A_KIND][];
    private final int[] symbols = new int[JpegMemory.TABLES];

    BaselineTables(byte[] image) {
        this.image = image;
        Arrays.fill(symbols, NONE);
    }

    /** Reads a segment of tables of quantisation; false when not all have steps of eight bits, other than zero. */
    boolean readSteps(int from, int to) {
        int at = from;
        while (at < to) {
            int index = uint8(image, at++); // with sixteen bits it is more
            if (index >= OF_A_KIND || at + JpegLayout.COEFFICIENTS > to) {
                return false;
            }
            int[] table = new int[JpegLayout.COEFFICIENTS];
            for (int i = 0; i < table.length; i++) {
                table[i] = uint8(image, at++);
                if (table[i] == 0) {
                    return false;
                }
            }
            steps[index] = table;
        }
        return true;
    }

    /** Reads a segment of Huffman tables; false when not all are whole. */
    boolean readSymbols(int from, int to) {
        int at = from;
        while (at < to) {
            int which = uint8(image, at++);
            int kind = which >> 4;
            int index = which & 0x0F;
            if (kind > 1 || index >= OF_A_KIND || !SymbolTable.isWhole(image, at, to)) {
                return false;
            }
            symbols[kind * OF_A_KIND + index] = at;
            at += SymbolTable.bytes(image, at);
        }
        return true;
    }

    /** The steps of quantisation, in zigzag order. */
    int[] steps(int index) {
        return steps[index];
    }

    boolean hasSteps(int index) {
        return index < OF_A_KIND && steps[index] != null;
    }

    boolean hasDifferences(int index) {
        return index < OF_A_KIND && symbols[index] != NONE;
    }

    boolean hasCoefficients(int index) {
        return index < OF_A_KIND && symbols[OF_A_KIND + index] != NONE;
    }

    /** Where a Huffman table starts, or a negative number: those of differences first, then those of other coefficients. */
    int symbols(int index) {
        return symbols[index];
    }
}
