package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the bits of entropy-coded data, highest first. {@link #bits} holds the next ones in its highest places;
 * {@link #refill} leaves at least {@link #MIN_BITS} of them there (Giesen, "Reading bits in far too many ways", part 2,
 * variant 4). Behind the end come zeros. For one thread.
 */
final class BitReader {
    /** The least number of bits after a refill. */
    static final int MIN_BITS = 56;
    /** Zeros behind the data, of which a block reads at most 64 times 31 bits before anybody looks. */
    static final int PADDING = 512;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_AHEAD = Long.BYTES;

    // Read and written by the loops over a block's coefficients, which keep them in registers.
    long bits;
    int count;
    int next;
    byte[] data = new byte[0];
    private int end;

    /** Begins at a byte; {@code PADDING} bytes behind the end must be there, and zero at the end of all data. */
    void begin(byte[] from, int start, int newEnd) {
        data = from;
        next = start;
        end = newEnd;
        bits = 0;
        count = 0;
    }

    static long word(byte[] data, int at) {
        return (long) WORD.get(data, at);
    }

    void refill() {
        bits |= word(data, next) >>> count;
        next += 63 - count >>> 3;
        count |= MIN_BITS;
    }

    /** The last place at which {@link #next} may be while there are bits left. */
    int limit() {
        return end + MAX_AHEAD;
    }

    /** Makes sure that the reader has not run far beyond the end: called before each block. */
    void checkBeforeBlock() throws BrokenImageException {
        if (next > limit()) {
            throw outOfData();
        }
    }

    /** Makes sure that no more bits were taken than there were. */
    void checkAfterInterval() throws BrokenImageException {
        if ((long) next * Byte.SIZE - count > (long) end * Byte.SIZE) {
            throw outOfData();
        }
    }

    /** Takes up to 16 bits. */
    int take(int number) {
        refill();
        int value = (int) (bits >>> 1 >>> 63 - number);
        skip(number);
        return value;
    }

    void skip(int number) {
        bits <<= number;
        count -= number;
    }

    /** Takes a symbol of a table. */
    int symbol(HuffmanTable table) throws BrokenImageException {
        refill();
        int length = table.codeLength(bits);
        if (length > HuffmanTable.MAX_BITS) {
            throw damaged();
        }
        int symbol = table.symbol(bits, length);
        skip(length);
        return symbol;
    }

    /** Takes a coefficient of so many bits (ITU-T T.81, F.2.2.1, EXTEND). */
    int coefficient(int size) {
        int value = take(size);
        return value < 1 << size >> 1 ? value + 1 - (1 << size) : value;
    }

    /** An exception for bits that mean nothing. */
    BrokenImageException damaged() {
        return damaged(next, count);
    }

    /** The same for a loop that has the reader's state in registers. Zeros behind the end may mean nothing as well. */
    BrokenImageException damaged(int nextByte, int bitsLeft) {
        boolean isBeyond = (long) nextByte * Byte.SIZE - bitsLeft + HuffmanTable.MAX_BITS > (long) end * Byte.SIZE;
        return isBeyond ? outOfData() : new BrokenImageException("the compressed data are damaged");
    }

    static TruncatedImageException outOfData() {
        return new TruncatedImageException("the compressed data end too early");
    }
}
