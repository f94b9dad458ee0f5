package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;

/** Decodes blocks whose coefficients are stored between scans: progressive ones (ITU-T T.81, G.2), and sequential ones. */
final class ProgressiveReader {
    private static final int ZERO_RUN = 15;

    private final BitReader in;
    private final ScanHeader scan;
    private int endOfBandRun;

    ProgressiveReader(BitReader in, ScanHeader scan) {
        this.in = in;
        this.scan = scan;
    }

    /** Begins with a restart interval. */
    void restart() {
        endOfBandRun = 0;
    }

    /**
     * Decodes the first coefficient.
     *
     * @param prediction that of the block before
     * @return that of this block
     */
    int readDc(HuffmanTable table, CoefficientStore store, int block, int prediction) throws BrokenImageException {
        in.checkBeforeBlock();
        int value = prediction + in.coefficient(in.symbol(table));
        store.set(block, 0, value << scan.low());
        return value;
    }

    /** Adds a bit to the first coefficient. */
    void refineDc(CoefficientStore store, int block) throws BrokenImageException {
        in.checkBeforeBlock();
        if (in.take(1) == 1) {
            store.set(block, 0, store.value(block, 0) | 1 << scan.low());
        }
    }

    /** Decodes the other coefficients of a sequential scan. */
    void readSequentialAc(HuffmanTable table, CoefficientStore store, int block) throws BrokenImageException {
        read(table, store, block, 1, FrameHeader.COEFFICIENTS - 1, false);
    }

    /** Decodes a band of coefficients for the first time. */
    void readAc(HuffmanTable table, CoefficientStore store, int block) throws BrokenImageException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        in.checkBeforeBlock();
        read(table, store, block, scan.first(), scan.last(), true);
    }

    private void read(HuffmanTable table, CoefficientStore store, int block, int first, int last, boolean runs)
            throws BrokenImageException {
        for (int k = first; k <= last; k++) {
            int symbol = in.symbol(table);
            int run = symbol >> 4;
            int size = symbol & 0x0F;
            if (size == 0 && run < ZERO_RUN) {
                endOfBandRun = runs ? (1 << run) - 1 + in.take(run) : 0;
                return;
            }
            k += run;
            if (k > last && (size != 0 || k > FrameHeader.COEFFICIENTS - 1)) {
                throw in.damaged();
            }
            if (size != 0) {
                store.set(block, k, in.coefficient(size) << scan.low());
            }
        }
    }

    /** Adds a bit to each coefficient of a band that is not zero, and decodes those that become so. */
    void refineAc(HuffmanTable table, CoefficientStore store, int block) throws BrokenImageException {
        int k = scan.first();
        if (endOfBandRun == 0) {
            in.checkBeforeBlock();
            while (k <= scan.last()) {
                int symbol = in.symbol(table);
                int run = symbol >> 4;
                int size = symbol & 0x0F;
                int value = 0;
                if (size == 1) {
                    value = in.take(1) == 1 ? 1 << scan.low() : -1 << scan.low();
                } else if (size != 0) {
                    throw in.damaged();
                } else if (run < ZERO_RUN) {
                    endOfBandRun = (1 << run) + in.take(run);
                    break;
                }
                k = refine(store, block, k, run);
                if (value != 0) {
                    if (k > scan.last()) {
                        throw in.damaged();
                    }
                    store.set(block, k, value);
                }
                k++;
            }
        }
        if (endOfBandRun > 0) {
            endOfBandRun--;
            if (bandHasNonZero(store.nonZero(block), k)) {
                in.checkBeforeBlock();
                refine(store, block, k, FrameHeader.COEFFICIENTS);
            }
        }
    }

    private boolean bandHasNonZero(long nonZero, int from) {
        return from <= scan.last() && (nonZero >>> from << from << Long.SIZE - 1 - scan.last()) != 0;
    }

    /** Adds a bit to each coefficient that is not zero, up to the zero behind so many zeros; returns where that is. */
    private int refine(CoefficientStore store, int block, int from, int zeros) {
        int left = zeros;
        int k = from;
        for (; k <= scan.last(); k++) {
            if ((store.nonZero(block) >>> k & 1) == 1) {
                if (in.take(1) == 1) {
                    store.enlarge(block, k, 1 << scan.low());
                }
            } else if (left-- == 0) {
                break;
            }
        }
        return k;
    }
}
