package io.actionstream.media.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * The lookup tables of a scan, one behind the other, so that to change from one to another is to change a number. A phase is
 * where the entries of a table begin, and how far the next bits are shifted to be the number of an entry.
 *
 * <pre>
 *   a phase:   bits 24 to 31   bits 0 to 23
 *              shift           first entry
 * </pre>
 */
final class PhaseTables {
    private static final int SHIFT = 24;
    private static final int FIRST = (1 << SHIFT) - 1;

    private final List<HuffmanTable> tables = new ArrayList<>();
    private final List<int[]> lookups = new ArrayList<>();
    private final List<Integer> phases = new ArrayList<>();
    private int size;

    /** Adds a table whose codes are looked up one by one; returns its phase. */
    int add(HuffmanTable table) {
        return add(table, table.lookup(), HuffmanTable.LOOKUP_BITS);
    }

    /** Adds a table whose codes are passed over; returns its phase. */
    int addSkips(HuffmanTable table) {
        return add(table, table.skips(), HuffmanTable.SKIP_BITS);
    }

    private int add(HuffmanTable table, int[] lookup, int bits) {
        int known = lookups.indexOf(lookup);
        if (known >= 0) {
            return phases.get(known);
        }
        int phase = size | Long.SIZE - bits << SHIFT;
        tables.add(table);
        lookups.add(lookup);
        phases.add(phase);
        size += lookup.length;
        return phase;
    }

    /** The entries of all tables. */
    int[] entries() {
        int[] entries = new int[size];
        for (int i = 0; i < lookups.size(); i++) {
            int[] lookup = lookups.get(i);
            System.arraycopy(lookup, 0, entries, phases.get(i) & FIRST, lookup.length);
        }
        return entries;
    }

    /** The number of the entry that the next bits have in a phase. */
    static int index(int phase, long bits) {
        return (phase & FIRST) + (int) (bits >>> (phase >>> SHIFT));
    }

    /** The entry of one code of any length. */
    int entry(int phase, long bits) {
        return tables.get(phases.indexOf(phase)).entry(bits);
    }
}
