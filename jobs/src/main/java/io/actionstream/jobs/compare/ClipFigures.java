package io.actionstream.jobs.compare;

import java.util.List;

/**
 * Figures of clips that are in both results, or in one.
 *
 * @param both clips in both
 * @param onlyLeft clips in the left results only
 * @param onlyRight clips in the right results only
 * @param same clips in both with the same label
 * @param labels figures of each label, by name
 * @param differing pairs of labels that differ, the most frequent first
 * @param truth which of the two was right
 */
record ClipFigures(
        long both,
        long onlyLeft,
        long onlyRight,
        long same,
        List<OfLabel> labels,
        List<Pair> differing,
        Verdicts truth) {

    /**
     * Of the clips in both.
     *
     * @param left clips that the left results give the label
     * @param right clips that the right results give it
     * @param both clips that both give it
     */
    record OfLabel(String label, long left, long right, long both) {

        /** The share of the clips that either gives the label which both give it. */
        double agreement() {
            return (double) both / (left + right - both);
        }

        OfLabel plus(OfLabel other) {
            return new OfLabel(label, left + other.left, right + other.right, both + other.both);
        }
    }

    /** The share of the clips in both that have the same label; NaN when there are none. */
    double agreement() {
        return (double) same / both;
    }

    /** Clips with one label on the left and another on the right. */
    record Pair(String left, String right, long clips) {}

    /**
     * Of the clips in both whose truth is known.
     *
     * @param bothRight clips that both labels are right for
     * @param leftOnly clips that only the left label is right for
     * @param rightOnly clips that only the right label is right for
     * @param neither clips that neither label is right for
     */
    record Verdicts(long bothRight, long leftOnly, long rightOnly, long neither) {

        long clips() {
            return bothRight + leftOnly + rightOnly + neither;
        }
    }
}
