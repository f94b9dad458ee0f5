package io.actionstream.page.state;

import java.util.List;

/**
 * Rolling figures of a camera, of all cameras or of events: a record of the topic {@code accuracy}.
 *
 * @param scope a camera's name, {@link #ALL} or {@link #EVENTS}
 * @param clips clips that are counted
 * @param correct those whose label was the truth
 * @param classes precision and recall by class
 * @param confusion counts by truth and label
 * @param events figures of events; null for clips
 */
public record Figures(
        String scope,
        int clips,
        int correct,
        double accuracy,
        List<ClassFigures> classes,
        Confusion confusion,
        Events events) {

    /** The scope of all cameras together. */
    public static final String ALL = "*";

    /** The scope of the events of all cameras. */
    public static final String EVENTS = "events:*";

    /** Figures of clips. */
    public Figures(
            String scope, int clips, int correct, double accuracy, List<ClassFigures> classes, Confusion confusion) {
        this(scope, clips, correct, accuracy, classes, confusion, null);
    }

    /**
     * Figures of events.
     *
     * @param precision null when there was no event
     * @param recall null when there was no true action
     * @param falsePerHour events an hour that were not right
     */
    public record Events(Double precision, Double recall, double falsePerHour) {}

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
