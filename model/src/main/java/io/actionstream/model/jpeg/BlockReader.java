package io.actionstream.model.jpeg;

import io.actionstream.model.image.BrokenImageException;

/**
 * Decodes the coefficients of a sequential scan's blocks (ITU-T T.81, F.2.2), those that are needed, and passes over the
 * others several at a time. For one thread.
 */
final class BlockReader {
    private static final int LAST = FrameHeader.COEFFICIENTS - 1;

    private final BitReader in;
    private final int[] places; // by zigzag index: where the coefficient goes
    private final int lastNeeded;

    /**
     * Makes a reader.
     *
     * @param places by zigzag index, where a coefficient goes; those that are not needed go to a place of their own
     * @param lastNeeded the last coefficient that is needed, in zigzag order
     */
    BlockReader(BitReader in, int[] places, int lastNeeded) {
        this.in = in;
        this.places = places;
        this.lastNeeded = lastNeeded;
    }

    /**
     * Decodes a block.
     *
     * @param prediction the first coefficient of the component's block before, not yet multiplied
     * @param steps of quantisation, in zigzag order
     * @param coefficients receives those that are not zero
     * @param lane of the block
     * @return the first coefficient, not yet multiplied
     */
    int read(HuffmanTable dc, HuffmanTable ac, int prediction, int[] steps, int[] coefficients, int lane)
            throws BrokenImageException {
        in.checkBeforeBlock();
        byte[] data = in.data;
        long bits = in.bits | BitReader.word(data, in.next) >>> in.count;
        int next = in.next + (63 - in.count >>> 3);
        int count = in.count | BitReader.MIN_BITS;

        int entry = dc.lookup()[(int) (bits >>> Long.SIZE - HuffmanTable.LOOKUP_BITS)];
        if (entry == 0) {
            entry = dc.entry(bits);
            if (entry >> HuffmanTable.RUN_SHIFT != 0) {
                throw BitReader.meaningless();
            }
        }
        int first = prediction + value(bits, entry);
        coefficients[places[0] + lane] = first * steps[0];
        bits <<= entry;
        count -= entry & HuffmanTable.BYTE;

        int[] lookup = ac.lookup();
        int k = 1;
        while (k <= lastNeeded) {
            bits |= BitReader.word(data, next) >>> count;
            next += 63 - count >>> 3;
            count |= BitReader.MIN_BITS;
            entry = lookup[(int) (bits >>> Long.SIZE - HuffmanTable.LOOKUP_BITS)];
            if (entry == 0) {
                entry = ac.entry(bits);
            }
            k += entry >> HuffmanTable.RUN_SHIFT;
            if (k > LAST) {
                bits <<= entry;
                count -= entry & HuffmanTable.BYTE;
                checkEnd(k);
                break;
            }
            coefficients[places[k] + lane] = value(bits, entry) * steps[k];
            bits <<= entry; // by its lowest six bits
            count -= entry & HuffmanTable.BYTE;
            k++;
        }
        in.bits = bits;
        in.next = next;
        in.count = count;
        if (k <= LAST) {
            passOver(ac, k);
        }
        return first;
    }

    /** Passes over the rest of a block. */
    private void passOver(HuffmanTable ac, int from) throws BrokenImageException {
        byte[] data = in.data;
        long bits = in.bits;
        int next = in.next;
        int count = in.count;
        char[] skips = ac.skips();
        int k = from;
        while (k <= LAST) {
            bits |= BitReader.word(data, next) >>> count;
            next += 63 - count >>> 3;
            count |= BitReader.MIN_BITS;
            int skip = skips[(int) (bits >>> Long.SIZE - HuffmanTable.SKIP_BITS)];
            int taken = skip & HuffmanTable.SKIP_MASK;
            int moved = k + (skip >> HuffmanTable.SKIP_SHIFT);
            if (skip == 0 || !isWithinBlock(moved)) { // a long one, or the block ends amid those taken together
                int entry = ac.entry(bits);
                taken = entry & HuffmanTable.BYTE;
                moved = k + (entry >> HuffmanTable.RUN_SHIFT) + 1;
            }
            bits <<= taken;
            count -= taken;
            k = moved;
        }
        in.bits = bits;
        in.next = next;
        in.count = count;
        if (k > FrameHeader.COEFFICIENTS) {
            checkEnd(k - 1);
        }
    }

    /** False when codes that were taken together go on behind the block, be it by the code for a block's end. */
    private static boolean isWithinBlock(int moved) {
        int ended = moved - HuffmanTable.END_OF_BLOCK - 1; // where the end was coded, if it was
        return (ended > 0 ? ended : moved - 1) <= LAST;
    }

    /** Makes sure that a block was left by the code for its end. */
    private static void checkEnd(int k) throws BrokenImageException {
        if (k < HuffmanTable.END_OF_BLOCK) {
            throw BitReader.meaningless();
        }
    }

    /** The coefficient behind the next code (ITU-T T.81, F.2.2.1, EXTEND), without a branch. */
    private static int value(long bits, int entry) {
        int size = entry >> HuffmanTable.SIZE_SHIFT & HuffmanTable.BYTE;
        long behind = bits << entry - size;
        int value = (int) (behind >>> 1 >>> Long.SIZE - 1 - size);
        int negative = (int) (~behind >> Long.SIZE - 1);
        return value + (negative & 1 - (1 << size));
    }
}
