package io.actionstream.model.avx512;

/** The numbers in a {@link JpegMemory} that say what is to be done, after the addresses of the bases. */
enum JpegWord implements MemoryWord {
    /** Where the next bytes of the scan are. */
    DATA,
    /** Where they end. */
    DATA_END,
    /** How many bits before {@link #DATA} are left, in the lowest six bits. */
    BITS,
    /** What is said of the next block. */
    BLOCK,
    BLOCKS_END,
    /** All slots together. */
    DAMAGE,
    COEFFICIENTS,
    /** What is written to here is never read. */
    NOWHERE,
    /** The last first coefficient of each component. */
    FIRST_Y,
    FIRST_CB,
    FIRST_CR;

    /** The last first coefficient of a component. */
    static JpegWord first(int component) {
        return values()[FIRST_Y.ordinal() + component];
    }
}
