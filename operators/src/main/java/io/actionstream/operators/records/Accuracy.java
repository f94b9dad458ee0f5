package io.actionstream.operators.records;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

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
            @TypeInfo(CountsTypeInfo.class) List<List<Integer>> counts) {}

    /** Flink does not find the type of a list of lists by itself. */
    public static final class CountsTypeInfo extends TypeInfoFactory<List<List<Integer>>> {

        @Override
        public TypeInformation<List<List<Integer>>> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return Types.LIST(Types.LIST(Types.INT));
        }
    }
}
