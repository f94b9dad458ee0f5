package io.actionstream.bench.stream;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps the metrics of the Flink in this process at hand: {@code --flink.metrics.reporter.bench.factory.class}. */
public final class Gauges implements MetricReporter {
    private static final Map<String, Metric> METRICS = new ConcurrentHashMap<>();

    /** Makes it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new Gauges();
        }
    }

    static void forget() {
        METRICS.clear();
    }

    /**
     * The sum over all subtasks of a metric whose identifier has both parts.
     *
     * @throws IllegalStateException when Flink has reported none
     */
    static double sum(String part, String name) {
        List<Metric> found = METRICS.entrySet().stream()
                .filter(entry -> entry.getKey().contains(part) && entry.getKey().endsWith("." + name))
                .map(Map.Entry::getValue)
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("Flink reported no metric " + name + " of " + part);
        }
        return found.stream().mapToDouble(Gauges::value).sum();
    }

    private static double value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        METRICS.put(group.getMetricIdentifier(name), metric);
    }

    /** Metrics of tasks that have ended are kept: they are what is asked for. */
    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
}
