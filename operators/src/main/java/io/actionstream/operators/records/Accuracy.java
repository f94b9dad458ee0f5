package io.actionstream.operators.records;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Rolling figures over the last clips whose truth is known: one record of the {@code accuracy} topic. Those of scope {@link #EVENTS}
 * are over the last outcomes of events and true actions, which take the place of clips.
 *
 * @param scope a camera's id, {@link #ALL} or {@link #EVENTS}
 * @param at end of the clip counted last, in milliseconds
 * @param window the most clips that are counted
 * @param clips clips counted
 * @param correct clips whose label was the truth
 * @param accuracy correct / clips
 * @param classes figures by class, of {@link #MOST_LABELS} and {@link #OTHER} at most
 * @param confusion counts by truth and label
 * @param events figures of scope {@link #EVENTS}; null for clips
 */
public record Accuracy(
        String scope,
        long at,
        int window,
        int clips,
        int correct,
        double accuracy,
        List<ClassFigures> classes,
        Confusion confusion,
        EventFigures events) {

    /** The scope of all cameras together. */
    public static final String ALL = "*";

    /** The scope of the events of all cameras together. */
    public static final String EVENTS = "events:*";

    /** The most labels that have figures of their own; there may be any number of truths. */
    public static final int MOST_LABELS = 128;

    /** The common name of the labels beyond {@link #MOST_LABELS}, those with the least support. */
    public static final String OTHER = "(other)";

    /** Figures of clips. */
    public Accuracy(
            String scope,
            long at,
            int window,
            int clips,
            int correct,
            double accuracy,
            List<ClassFigures> classes,
            Confusion confusion) {
        this(scope, at, window, clips, correct, accuracy, classes, confusion, null);
    }

    /** Stands for a scope that has no figures any more, since its camera is gone. */
    public static Accuracy forgotten(String scope) {
        return new Accuracy(scope, 0, 0, 0, 0, 0, List.of(), new Confusion(List.of(), List.of()));
    }

    /** Tells whether the scope has no figures any more: figures are of one clip at least. */
    public boolean forgotten() {
        return clips == 0;
    }

    /**
     * Figures of events.
     *
     * @param precision of the events, the share that was right; null when there was none
     * @param recall of the true actions, the share that an event told; null when there was none
     * @param falsePerHour events an hour that were not right
     * @param hours capture time of the cameras that have an outcome in the window, each from its first one's start to its
     *     last one's end
     */
    public record EventFigures(Double precision, Double recall, double falsePerHour, double hours) {}

    /** The same figures with those of events. */
    public Accuracy withEvents(EventFigures newEvents) {
        return new Accuracy(scope, at, window, clips, correct, accuracy, classes, confusion, newEvents);
    }

    /** Tells whether a scope is a camera's. */
    public static boolean isCamera(String scope) {
        return !scope.equals(ALL) && !scope.equals(EVENTS);
    }

    /**
     * Precision and recall of one class.
     *
     * @param support clips whose truth it is
     * @param precision of the clips so labelled, the share that was right; null when none was so labelled
     * @param recall of the clips whose truth it is, the share that was so labelled; null when there was none
     */
    public record ClassFigures(String label, int support, Double precision, Double recall) {}

    /**
     * Counts by truth and label. Where {@link #OTHER} meets itself stand clips whose truth and label are both among the
     * rest, alike or not.
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
