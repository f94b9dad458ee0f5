package io.actionstream.model.avx512;

import java.util.List;

/**
 * Calls that one thread makes, in their order.
 *
 * @param after how many of the first pieces must be done before
 */
record Piece(List<Call> calls, int after) {}
