package io.actionstream.model.avx512;

import java.util.List;
import java.util.Optional;

/**
 * Calls that one thread makes, in their order.
 *
 * @param after how many of the first pieces must be done before
 * @param memory of what it gives where a clip is black, if that is worth having
 */
record Piece(List<Call> calls, int after, Optional<Memory> memory) {

    /**
     * What a piece gives where all is black that it depends on, which is always the same.
     *
     * @param seen rows of the clip on which it depends
     * @param store keeps what the piece has given
     * @param recall brings it back
     */
    record Memory(RowRange seen, Call store, Call recall) {}
}
