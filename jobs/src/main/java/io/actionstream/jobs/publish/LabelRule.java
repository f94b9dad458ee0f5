package io.actionstream.jobs.publish;

import io.actionstream.model.label.Labels;

/**
 * The rule that gives the true action of a video.
 *
 * @param setting {@code none}, {@code auto} for what the names of the video and its folder say, or the label
 */
public record LabelRule(String setting) {

    /** Takes labels from names. */
    public static final LabelRule AUTO = new LabelRule("auto");

    private static final LabelRule NONE = new LabelRule("none");

    /** The label of a video whose name says {@code fromName}; null when unknown. */
    String label(String fromName) {
        if (equals(NONE)) {
            return null;
        }
        return equals(AUTO) ? fromName : Labels.spelling(setting);
    }
}
