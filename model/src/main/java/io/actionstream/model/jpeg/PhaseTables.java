package io.actionstream.model.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
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
    private final List<Integer> phases = new ArrayList<>();
    private int[] entries = new int[0];

    /** Adds a table whose codes are looked up one by one; returns its phase. */
    int add(HuffmanTable table) {
        return add(table, table.lookup(), HuffmanTable.LOOKUP_BITS);
    }

    /** Adds a table whose codes are passed over; returns its phase. */
    int addSkips(HuffmanTable table) {
        return add(table, table.skips(), HuffmanTable.SKIP_BITS);
    }

    private int add(HuffmanTable table, int[] added, int bits) {
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i) == table && phases.get(i) >>> SHIFT == Long.SIZE - bits) {
                return phases.get(i);
            }
        }
        int phase = entries.length | Long.SIZE - bits << SHIFT;
        entries = Arrays.copyOf(entries, entries.length + added.length);
        System.arraycopy(added, 0, entries, phase & FIRST, added.length);
        tables.add(table);
        phases.add(phase);
        return phase;
    }

    int[] entries() {
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
