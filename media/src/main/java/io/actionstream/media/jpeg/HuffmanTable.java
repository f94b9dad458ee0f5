package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;
import java.util.Arrays;

/**
 * A Huffman table (ITU-T T.81, annexes C and F), arranged so that the next bits tell at once what they mean.
 *
 * <pre>
 *   an entry:   bits 16 and up      bits 8 to 15              bits 0 to 7
 *               run of zeros        bits of the coefficient   bits of code and coefficient
 * </pre>
 */
final class HuffmanTable {
    /** Codes of so many bits and less are looked up. */
    static final int LOOKUP_BITS = 10;
    /** The number of bits by which data that are only passed over are looked up, several coefficients at a time. */
    static final int SKIP_BITS = 13;

    static final int SIZE_SHIFT = 8;
    static final int RUN_SHIFT = 16;
    static final int BYTE = 0xFF;

    /** A run beyond every block, where bits mean nothing. */
    static final int INVALID = FrameHeader.COEFFICIENTS;
    /** A run further beyond every block: the rest of the block is zeros. */
    static final int END_OF_BLOCK = 4 * FrameHeader.COEFFICIENTS;

    /** Bits that are set where a run leads beyond a block without its end, or beyond the end of the next block. */
    static final int OUTSIDE = 3 * FrameHeader.COEFFICIENTS;

    /** The longest code. */
    static final int MAX_BITS = 16;

    private static final int MAX_DC_BITS = 15;
    private static final int ZERO_RUN = 15;
    private static final int INVALID_ENTRY = INVALID << RUN_SHIFT | 1;

    private final byte[] definition;
    private final boolean dc;
    private final int[] lookup = new int[1 << LOOKUP_BITS];
    private final int[] lastCode = new int[MAX_BITS + 1]; // by length: the last code, or -1
    private final int[] symbolOffset = new int[MAX_BITS + 1]; // by length: what to add to a code to find its symbol
    private int[] skips;

    /**
     * Arranges a table.
     *
     * @param definition the number of codes of each length, then their symbols
     * @param dc true for a table of the blocks' first coefficients
     */
    HuffmanTable(byte[] definition, boolean dc) throws BrokenImageException {
        this.definition = definition;
        this.dc = dc;
        int code = 0;
        int symbol = MAX_BITS;
        for (int length = 1; length <= MAX_BITS; length++) {
            int codes = uint8(definition, length - 1);
            symbolOffset[length] = symbol - code;
            lastCode[length] = codes == 0 ? -1 : code + codes - 1;
            if (code + codes > 1 << length) {
                throw new BrokenImageException("a JPEG Huffman table with too many codes");
            }
            for (int i = 0; i < codes; i++) {
                int next = uint8(definition, symbol++);
                if (size(next) > MAX_DC_BITS) {
                    throw new BrokenImageException("a JPEG Huffman table for coefficients of " + size(next) + " bits");
                }
                fill(code++, length, entry(next, length));
            }
            code <<= 1;
        }
    }

    /** Bytes of a table that is defined from a place on; more than there are when it is cut. */
    static int bytes(byte[] image, int at, int to) {
        int bytes = MAX_BITS;
        for (int i = at; i < Math.min(to, at + MAX_BITS); i++) {
            bytes += uint8(image, i);
        }
        return bytes;
    }

    boolean isDefinedBy(byte[] image, int from, int to) {
        return Arrays.equals(definition, 0, definition.length, image, from, to);
    }

    private void fill(int code, int length, int entry) {
        if (length <= LOOKUP_BITS) {
            int unseen = LOOKUP_BITS - length;
            Arrays.fill(lookup, code << unseen, code + 1 << unseen, entry);
        }
    }

    private int entry(int symbol, int length) {
        int size = size(symbol);
        int run = dc ? 0 : symbol >> 4;
        boolean end = !dc && size == 0 && run != ZERO_RUN;
        return (end ? END_OF_BLOCK : run) << RUN_SHIFT | size << SIZE_SHIFT | length + size;
    }

    private int size(int symbol) {
        return dc ? symbol : symbol & 0x0F;
    }

    /** Entries by the next {@link #LOOKUP_BITS} bits; 0 where the code is longer. */
    int[] lookup() {
        return lookup;
    }

    /**
     * The entry of a code of any length.
     *
     * @param bits the next bits, the first one highest
     */
    int entry(long bits) {
        int length = codeLength(bits);
        if (length > MAX_BITS) {
            return INVALID_ENTRY;
        }
        return entry(symbol(bits, length), length);
    }

    /** Bits of the next code; more than {@link #MAX_BITS} when they are none. */
    int codeLength(long bits) {
        int length = 1;
        while (length <= MAX_BITS && (int) (bits >>> Long.SIZE - length) > lastCode[length]) {
            length++;
        }
        return length;
    }

    /** The symbol of the next code, whose length {@link #codeLength} has told. */
    int symbol(long bits, int length) {
        return uint8(definition, (int) (bits >>> Long.SIZE - length) + symbolOffset[length]);
    }

    /**
     * Entries by the next {@link #SKIP_BITS} bits, of all coefficients that are whole in them, up to the block's end, as
     * if they were one of no bits behind a run; 0 where not one is whole.
     */
    int[] skips() {
        if (skips == null) {
            int[] made = new int[1 << SKIP_BITS];
            for (int i = 0; i < made.length; i++) {
                made[i] = skip((long) i << Long.SIZE - SKIP_BITS);
            }
            skips = made;
        }
        return skips;
    }

    private int skip(long bits) {
        int taken = 0;
        int moved = 0;
        while (moved < FrameHeader.COEFFICIENTS) {
            int entry = lookup[(int) (bits << taken >>> Long.SIZE - LOOKUP_BITS)];
            int length = entry & BYTE;
            if (entry == 0 || taken + length > SKIP_BITS) {
                break;
            }
            taken += length;
            moved += (entry >> RUN_SHIFT) + 1;
        }
        return moved == 0 ? 0 : moved - 1 << RUN_SHIFT | taken;
    }

    /**
     * The coefficient behind the next code (ITU-T T.81, F.2.2.1, EXTEND), without a branch.
     *
     * @param bits the next bits, the code first
     * @param entry of the code
     */
    static int value(long bits, int entry) {
        int size = entry >> SIZE_SHIFT & BYTE;
        long behind = bits << entry - size;
        int value = (int) (behind >>> 1 >>> Long.SIZE - 1 - size);
        int negative = (int) (~behind >> Long.SIZE - 1);
        return value + (negative & 1 - (1 << size));
    }
}
