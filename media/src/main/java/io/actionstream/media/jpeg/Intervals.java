package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;

/** Leads a reader from one restart interval of a scan to the next (ITU-T T.81, E.2.4). */
final class Intervals {
    private final ScanData data;
    private final BitReader bits;
    private final int units; // of an interval
    private int interval;
    private int left; // units of the present interval

    /**
     * Begins with a scan.
     *
     * @param restartInterval minimum coded units between restarts, or 0 for none
     */
    Intervals(ScanData data, BitReader bits, int restartInterval) {
        this.data = data;
        this.bits = bits;
        this.units = restartInterval == 0 ? Integer.MAX_VALUE : restartInterval;
    }

    /** Moves on to the next unit; true when it begins an interval. */
    boolean nextUnit() throws BrokenImageException {
        boolean begins = begin();
        left--;
        return begins;
    }

    /** Takes as many units of the present interval as are wanted and left; returns how many. */
    int take(int wanted) {
        int taken = Math.min(wanted, left);
        left -= taken;
        return taken;
    }

    /** Begins the next interval if the present one has no units left; true when it does. */
    boolean begin() throws BrokenImageException {
        boolean begins = left == 0;
        if (begins) {
            if (interval > 0) {
                bits.checkAfterInterval();
            }
            if (interval == data.intervals()) {
                throw BitReader.outOfData();
            }
            data.begin(interval++, bits);
            left = units;
        }
        return begins;
    }

    /** Makes sure of the last interval. */
    void end() throws BrokenImageException {
        bits.checkAfterInterval();
    }
}
