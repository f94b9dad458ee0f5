package io.actionstream.operators.records;

/**
 * The state of a rolling window. Outcomes are numbered in the order in which they were counted.
 *
 * @param first the number of the oldest outcome in the window
 * @param next the number that the next outcome gets
 * @param at end of the clip counted last, in milliseconds
 * @param updatedAt when it was counted, in milliseconds since the epoch
 * @param reportedAt when the figures last went out; null when they never did
 * @param reportDue true when they have changed since
 */
public record WindowState(long first, long next, long at, long updatedAt, Long reportedAt, boolean reportDue) {

    /** A window that has counted nothing. */
    public static final WindowState EMPTY = new WindowState(0, 0, 0, 0, null, false);

    /** After an outcome has been counted. */
    public WindowState counted(long end, long now) {
        return new WindowState(first, next + 1, end, now, reportedAt, true);
    }

    /** After the oldest outcome has left. */
    public WindowState withoutOldest() {
        return new WindowState(first + 1, next, at, updatedAt, reportedAt, reportDue);
    }

    /** After the figures have gone out. */
    public WindowState reported(long now) {
        return new WindowState(first, next, at, updatedAt, now, false);
    }
}
