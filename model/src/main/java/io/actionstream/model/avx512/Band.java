package io.actionstream.model.avx512;

import java.util.List;

/**
 * What a pass does for some rows of its results.
 *
 * @param rows of the results
 * @param seen rows of the clip on which they depend, some of which may be beyond its edges
 * @param results of the pass
 */
record Band(List<Call> calls, RowRange rows, RowRange seen, Features results) {

    /** Bytes of the rows of a frame, which lie one after the other. */
    int frameBytes() {
        return (rows.end() - rows.first()) * results.rowBytes();
    }

    /** Where the rows of the first frame lie, with the zeros before each. */
    Place start() {
        return results.at(0, rows.first(), -1);
    }
}
