package io.actionstream.operators.records;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Rolling figures over the last clips whose truth is known: one record of the {@code accuracy} topic.
 *
 * @param scope a camera's id, or {@link #ALL}
 * @param at end of the newest clip counted, in milliseconds
 * @param window the most clips that are counted
 * @param clips clips counted
 * @param correct clips whose label was the truth
 * @param accuracy correct / clips
 * @param classes figures by class
 * @param confusion counts by truth and label
 */
public record Accuracy(
        String scope,
        long at,
        int window,
        int clips,
        int correct,
        double accuracy,
        List<ClassFigures> classes,
        Confusion confusion) {

    /** The scope of all cameras together. */
    public static final String ALL = "*";

    /**
     * Precision and recall of one class.
     *
     * @param support clips whose truth it is
     * @param precision of the clips so labelled, the share that was right; null when none was so labelled
     * @param recall of the clips whose truth it is, the share that was so labelled; null when there was none
     */
    public record ClassFigures(String label, int support, Double precision, Double recall) {}

    /**
     * Counts by truth and label.
     *
     * @param labels names of rows and columns
     * @param counts a row for each truth, a column for each label given
     */
    public record Confusion(
            List<String> labels,
            @TypeInfo(CountsTypeFactory.class) List<List<Integer>> counts) {}
}
