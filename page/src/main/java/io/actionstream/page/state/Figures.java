package io.actionstream.page.state;

import java.util.List;

/**
 * Rolling figures of a camera or of all: a record of the topic {@code accuracy}.
 *
 * @param scope a camera's name, or {@link #ALL}
 * @param clips clips that are counted
 * @param correct those whose label was the truth
 * @param classes precision and recall by class
 * @param confusion counts by truth and label
 */
public record Figures(
        String scope, int clips, int correct, double accuracy, List<ClassFigures> classes, Confusion confusion) {

    /** The scope of all cameras together. */
    public static final String ALL = "*";

    /**
     * Precision and recall of one class.
     *
     * @param precision null when no clip was so labelled
     * @param recall null when no clip's truth it is
     */
    public record ClassFigures(String label, int support, Double precision, Double recall) {}

    /**
     * Counts by truth and label.
     *
     * @param counts a row for each truth, a column for each label given
     */
    public record Confusion(List<String> labels, List<List<Integer>> counts) {}
}
