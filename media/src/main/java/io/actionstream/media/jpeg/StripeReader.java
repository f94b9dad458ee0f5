package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;
import java.util.Arrays;

/**
 * Decodes the blocks of a scan of all components, stripe by stripe, into their lanes (ITU-T T.81, F.2.2). Coefficients that
 * are not needed are passed over, several at a time.
 *
 * <p>The loop goes from code to code, not from block to block. The end of a block selects other tables, by arithmetic and
 * not by a branch: where a block ends depends on the data, which no processor can predict.
 *
 * <pre>
 *   phases of a block:   dc  ->  ac, while coefficients are needed  ->  pass over the rest  ->  dc of the next block
 * </pre>
 */
final class StripeReader {
    private static final int LAST = FrameHeader.COEFFICIENTS - 1;

    /** Zigzag indexes, and those beyond the block where a code for its end leads. */
    private static final int INDEXES = FrameHeader.COEFFICIENTS + HuffmanTable.END_OF_BLOCK + 1;

    /** Codes between two loads of bits: two have 31 + 25 bits at most, as a longer one loads bits itself. */
    private static final int CODES = 2;

    private final BitReader in;
    private final int[] stripe;
    private final int lastNeeded;
    private final int[] places; // by zigzag index
    private final int[] steps; // by component and zigzag index
    private final int[] predictions; // by component, multiplied by its step
    private final int unitBlocks;
    private final int[] componentOf; // by block of a stripe, as all that follows
    private final int[] laneOf;
    private final int[] dcPhase; // see PhaseTables
    private final int[] acPhase;
    private final int[] skipPhase;
    private final PhaseTables tables = new PhaseTables();
    private final int[] entries;

    StripeReader(Layout layout, ScanHeader scan, Tables defined, BitReader in, int[] stripe)
            throws BrokenImageException {
        this.in = in;
        this.stripe = stripe;
        this.lastNeeded = layout.lastNeeded();
        this.places = Arrays.copyOf(layout.places(), INDEXES);
        Arrays.fill(places, FrameHeader.COEFFICIENTS, INDEXES, layout.unneededPlace());
        int components = scan.components().size();
        this.steps = new int[components * INDEXES];
        this.predictions = new int[components];
        this.unitBlocks = layout.unitBlocks();
        int blocks = unitBlocks * layout.frame().unitsAcross();
        this.componentOf = new int[blocks + 1]; // and one that the last block is followed by
        this.laneOf = new int[blocks + 1];
        this.dcPhase = new int[blocks + 2];
        this.acPhase = new int[blocks + 2];
        this.skipPhase = new int[blocks + 2];
        int first = 0;
        for (int i = 0; i < components; i++) {
            int index = scan.components().get(i);
            Component component = layout.frame().components().get(index);
            int[] own = defined.steps(component.quantisation());
            System.arraycopy(own, 0, steps, i * INDEXES, own.length);
            HuffmanTable ac = defined.ac(scan.acTables().get(i));
            int dcStart = tables.add(defined.dc(scan.dcTables().get(i)));
            int acStart = tables.add(ac);
            int skipStart = lastNeeded < LAST ? tables.addSkips(ac) : acStart;
            for (int v = 0; v < component.vertical(); v++) {
                for (int h = 0; h < component.horizontal(); h++) {
                    int lane = layout.lane(index, v, h);
                    for (int block = first; block < blocks; block += unitBlocks) {
                        componentOf[block] = i;
                        laneOf[block] = lane;
                        dcPhase[block] = dcStart;
                        acPhase[block] = acStart;
                        skipPhase[block] = skipStart;
                        lane += component.horizontal();
                    }
                    first++;
                }
            }
        }
        entries = tables.entries();
    }

    /** Begins with a restart interval. */
    void restart() {
        Arrays.fill(predictions, 0);
    }

    /**
     * Decodes blocks.
     *
     * @param fromUnit the first minimum coded unit of the stripe
     * @param toUnit the unit behind the last one
     */
    void read(int fromUnit, int toUnit) throws BrokenImageException {
        readCodes(fromUnit * unitBlocks, toUnit * unitBlocks);
        int dc = places[0];
        for (int block = fromUnit * unitBlocks; block < toUnit * unitBlocks; block++) {
            int at = dc + laneOf[block];
            predictions[componentOf[block]] += stripe[at];
            stripe[at] = predictions[componentOf[block]];
        }
    }

    /** Decodes coefficients, the first ones less those of the blocks before. */
    private void readCodes(int from, int to) throws BrokenImageException {
        byte[] data = in.data;
        int limit = in.limit();
        long bits = in.bits;
        int count = in.count;
        int next = in.next;
        int block = from;
        int k = 0;
        int phase = dcPhase[block];
        int ac = acPhase[block]; // loaded before it is known whether they are wanted
        int skip = skipPhase[block];
        int nextDc = dcPhase[block + 1];
        while (block < to) {
            if (next > limit) {
                throw BitReader.outOfData();
            }
            bits |= BitReader.word(data, next) >>> count;
            next += 63 - count >>> 3;
            count |= BitReader.MIN_BITS;
            for (int code = 0; code < CODES && block < to; code++) {
                int entry = entries[PhaseTables.index(phase, bits)];
                int index = k + (entry >> HuffmanTable.RUN_SHIFT);
                if (entry == 0 || (index & HuffmanTable.OUTSIDE) != 0) {
                    bits |= BitReader.word(data, next) >>> count;
                    next += 63 - count >>> 3;
                    count |= BitReader.MIN_BITS;
                    entry = tables.entry(k == 0 ? dcPhase[block] : acPhase[block], bits);
                    index = k + (entry >> HuffmanTable.RUN_SHIFT);
                    if ((index & HuffmanTable.OUTSIDE) != 0) {
                        throw in.damaged(next, count);
                    }
                }
                int component = componentOf[block] * INDEXES;
                stripe[places[index] + laneOf[block]] = HuffmanTable.value(bits, entry) * steps[component + index];
                bits <<= entry; // by its lowest six bits
                count -= entry & HuffmanTable.BYTE;

                int ended = LAST - 1 - index >> Integer.SIZE - 1; // -1 at the end of a block, else 0
                int beyond = lastNeeded - 1 - index >> Integer.SIZE - 1; // -1 where nothing more is needed
                phase = ac + (beyond & skip - ac);
                phase += ended & nextDc - phase;
                k = index + 1 & ~ended;
                block -= ended;
                ac = acPhase[block];
                skip = skipPhase[block];
                nextDc = dcPhase[block + 1];
            }
        }
        in.bits = bits;
        in.count = count;
        in.next = next;
    }
}
