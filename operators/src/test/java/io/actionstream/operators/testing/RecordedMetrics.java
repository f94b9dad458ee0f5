package io.actionstream.operators.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;

/** An operator's metrics, and those of its groups with a key and a value. */
public final class RecordedMetrics extends InterceptingOperatorMetricGroup {

    private final Map<String, InterceptingOperatorMetricGroup> groups = new TreeMap<>();

    @Override
    public MetricGroup addGroup(String key, String value) {
        return groups.computeIfAbsent(key + "=" + value, missing -> new InterceptingOperatorMetricGroup());
    }

    public long count(String counter) {
        return ((Counter) get(counter)).getCount();
    }

    /** The counter of a group, which is named {@code key=value}. */
    public long count(String group, String counter) {
        return ((Counter) groups.get(group).get(counter)).getCount();
    }

    public Object value(String gauge) {
        return ((Gauge<?>) get(gauge)).getValue();
    }

    public long[] values(String histogram) {
        return ((Histogram) get(histogram)).getStatistics().getValues();
    }

    /** Each named {@code key=value}. */
    public Set<String> groups() {
        return groups.keySet();
    }
}
