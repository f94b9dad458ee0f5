package io.actionstream.jobs.compare;

import io.actionstream.operators.records.Action;

/**
 * A clip, as one or both of two jobs classified it.
 *
 * @param end capture time of its last sample, in milliseconds
 * @param left the label of the left results; null when they do not have it
 * @param right the label of the right results; null when they do not have it
 * @param truth the true action that came with the frames; null when none did
 */
record ComparedClip(long end, String left, String right, String truth) {

    static ComparedClip ofLeft(Action action) {
        return new ComparedClip(action.end(), shared(action.label()), null, shared(action.truth()));
    }

    static ComparedClip ofRight(Action action) {
        return new ComparedClip(action.end(), null, shared(action.label()), shared(action.truth()));
    }

    /** The same clip with what a later record says of it. */
    ComparedClip with(ComparedClip later) {
        return new ComparedClip(
                later.end,
                later.left == null ? left : later.left,
                later.right == null ? right : later.right,
                truth == null ? later.truth : truth);
    }

    boolean isInBoth() {
        return left != null && right != null;
    }

    boolean differs() {
        return !isInBoth() || !left.equals(right);
    }

    /** Labels are few, and clips many. */
    private static String shared(String label) {
        return label == null ? null : label.intern();
    }
}
