package io.actionstream.model.avx512;

import java.util.Arrays;
import java.util.Optional;

/**
 * A Huffman table of a JPEG (ITU-T T.81, annexes C and F), arranged so that the next sixteen bits tell what they mean at
 * once: by the first {@link #SHORT_BITS} of them, or by all sixteen where they are at least {@link #LONG_FROM}, as longer
 * codes begin with ones.
 *
 * <p>An entry has in its lowest byte the number of bits of the code and of the coefficient that follows it, in the next
 * one the number of the latter, and above them the run of zeros before it.
 */
public final class SymbolTable {
    static final int SHORT_BITS = 10;
    static final int LONG_FROM = 0xF000;

    static final int SIZE_SHIFT = 8;
    static final int RUN_SHIFT = 16;

    /** Runs beyond a block: where bits mean nothing, and where the rest of the block is zeros. */
    private static final int MEANINGLESS = JpegLayout.COEFFICIENTS;

    static final int END_OF_BLOCK = 2 * JpegLayout.COEFFICIENTS - 1;

    private static final int MOST_BITS = 16;
    private static final int CODES = 1 << MOST_BITS;

    /** Where the entries of long codes are. */
    static final int LONG = 1 << SHORT_BITS;

    static final int ENTRIES = LONG + CODES - LONG_FROM;

    /** The longest coefficients of images with eight bits a sample: of a block's first one, and of the others. */
    private static final int MOST_DIFFERENCE_BITS = 11;

    private static final int MOST_COEFFICIENT_BITS = 10;
    private static final int ZERO_RUN = 15;
    private static final int SIZE = 0x0F;

    private SymbolTable() {}

    /** Whether a table that starts somewhere in the data of an image ends in them. */
    public static boolean isWhole(byte[] data, int at, int end) {
        return at + MOST_BITS <= end && at + bytes(data, at) <= end;
    }

    /** The number of bytes of a table in the data of an image: the number of codes of each length, then their symbols. */
    public static int bytes(byte[] data, int at) {
        int bytes = MOST_BITS;
        for (int i = 0; i < MOST_BITS; i++) {
            bytes += data[at + i] & 0xFF;
        }
        return bytes;
    }

    /**
     * Arranges a table.
     *
     * @param data has a whole one from {@code at}
     * @param differences whether it is for the first coefficients of blocks
     * @return nothing when it has more codes than there are, or long ones among the short
     */
    public static Optional<int[]> arranged(byte[] data, int at, boolean differences) {
        int[] entries = new int[ENTRIES];
        Arrays.fill(entries, 1 | MEANINGLESS << RUN_SHIFT);
        int next = 0; // code, in sixteen bits
        int symbol = at + MOST_BITS;
        for (int length = 1; length <= MOST_BITS; length++) {
            int step = CODES >> length;
            for (int left = data[at + length - 1] & 0xFF; left > 0; left--) {
                if (next + step > CODES || length > SHORT_BITS && next < LONG_FROM) {
                    return Optional.empty();
                }
                fill(entries, next, next + step, meaning(data[symbol++] & 0xFF, length, differences));
                next += step;
            }
        }
        return Optional.of(entries);
    }

    /** Sets the entries of what begins with a code. */
    private static void fill(int[] entries, int from, int to, int meaning) {
        int unseen = MOST_BITS - SHORT_BITS;
        if (from < LONG_FROM) {
            Arrays.fill(entries, from >> unseen, Math.min(to, LONG_FROM) >> unseen, meaning);
        }
        if (to > LONG_FROM) {
            int offset = LONG - LONG_FROM;
            Arrays.fill(entries, Math.max(from, LONG_FROM) + offset, to + offset, meaning);
        }
    }

    private static int meaning(int symbol, int length, boolean differences) {
        int size = differences ? symbol : symbol & SIZE;
        int run = differences ? 0 : symbol >> 4;
        if (size > (differences ? MOST_DIFFERENCE_BITS : MOST_COEFFICIENT_BITS)) {
            return length | MEANINGLESS << RUN_SHIFT;
        }
        if (!differences && size == 0 && run != ZERO_RUN) {
            return length | (run == 0 ? END_OF_BLOCK : MEANINGLESS) << RUN_SHIFT;
        }
        return length + size | size << SIZE_SHIFT | run << RUN_SHIFT;
    }
}
