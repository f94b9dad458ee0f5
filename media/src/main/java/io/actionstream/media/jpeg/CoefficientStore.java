package io.actionstream.media.jpeg;

/**
 * The coefficients of one component while they come in several scans: those that are needed at a scale, and of the others
 * one bit, whether they are zero, as that decides how many bits later scans have for them.
 */
final class CoefficientStore {
    private final int blocksAcross;
    private final int blocksDown;
    private final int needed;
    private final int[] slots; // by zigzag index: which of the needed ones it is, or -1
    private final short[] values;
    private final long[] nonZero; // by block: a bit for each coefficient, in zigzag order

    CoefficientStore(int blocksAcross, int blocksDown, int points) {
        this.blocksAcross = blocksAcross;
        this.blocksDown = blocksDown;
        this.needed = points * points;
        this.slots = new int[FrameHeader.COEFFICIENTS];
        for (int k = 0; k < slots.length; k++) {
            boolean isNeeded = Zigzag.row(k) < points && Zigzag.column(k) < points;
            slots[k] = isNeeded ? Zigzag.row(k) * points + Zigzag.column(k) : -1;
        }
        this.values = new short[Math.multiplyExact(blocksAcross * blocksDown, needed)];
        this.nonZero = new long[blocksAcross * blocksDown];
    }

    /** Bytes for each block. */
    static long bytesOfBlock(int points) {
        return points * points * Short.BYTES + Long.BYTES;
    }

    int blocksAcross() {
        return blocksAcross;
    }

    int blocksDown() {
        return blocksDown;
    }

    /** A bit for each coefficient of a block that is not zero, in zigzag order, the first one lowest. */
    long nonZero(int block) {
        return nonZero[block];
    }

    void set(int block, int k, int value) {
        nonZero[block] |= 1L << k;
        if (slots[k] >= 0) {
            values[block * needed + slots[k]] = (short) value;
        }
    }

    /** Adds to the size of a coefficient that is not zero. */
    void enlarge(int block, int k, int by) {
        if (slots[k] >= 0) {
            int at = block * needed + slots[k];
            values[at] += (short) (values[at] < 0 ? -by : by);
        }
    }

    /** A coefficient, or 0 when it is not needed. */
    int value(int block, int k) {
        return slots[k] < 0 ? 0 : values[block * needed + slots[k]];
    }

    /** Multiplies a block's coefficients by the steps of quantisation and puts them where a stripe has them. */
    void copy(int block, int[] steps, int[] places, int[] coefficients, int lane) {
        for (long left = nonZero[block]; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            if (slots[k] >= 0) {
                coefficients[places[k] + lane] = values[block * needed + slots[k]] * steps[k];
            }
        }
    }
}
