package io.actionstream.page.state;

/**
 * The action that a camera truly saw for a while.
 *
 * @param start capture time at which the action begins, in milliseconds
 * @param end capture time at which it ends, in milliseconds
 */
public record Truth(long start, long end, String label) {

    /** The part of a stretch of time that this covers, in milliseconds; 0 when none. */
    long covers(long from, long to) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
}
