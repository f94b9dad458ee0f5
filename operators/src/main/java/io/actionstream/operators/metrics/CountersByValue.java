package io.actionstream.operators.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of one name that differ in a value, such as a reason or a label. Key and value are one of Flink's groups, which the
 * reporter for Prometheus makes a label. Called by one thread.
 */
public final class CountersByValue {

    /** The most values that have counters of their own: checkpoints may bring any number of labels and versions. */
    public static final int MOST_VALUES = 128;

    /** Stands for all values beyond {@link #MOST_VALUES}. */
    public static final String OTHER = "(other)";

    private final MetricGroup operator;
    private final String key;
    private final String name;
    private final Map<String, Counter> counters = new HashMap<>();

    /** Counts in the group of an operator. */
    public CountersByValue(MetricGroup operator, String key, String name) {
        this.operator = operator;
        this.key = key;
        this.name = name;
    }

    /**
     * Counts the records that an operator adds to {@code rejected}.
     *
     * @param reasons those that the operator gives
     */
    public static CountersByValue ofRejected(MetricGroup operator, String... reasons) {
        CountersByValue rejected = new CountersByValue(operator, "reason", "recordsRejected");
        rejected.startAtZero(List.of(reasons));
        return rejected;
    }

    /** Shows values that have not been counted, since a rate does not see the first of a counter that was not there before. */
    public void startAtZero(Iterable<String> values) {
        values.forEach(this::counter);
    }

    /** Counts one more of a value. */
    public void inc(String value) {
        counter(value).inc();
    }

    private Counter counter(String value) {
        String counted = counters.containsKey(value) || counters.size() < MOST_VALUES ? value : OTHER;
        return counters.computeIfAbsent(
                counted, missing -> operator.addGroup(key, missing).counter(name));
    }
}
