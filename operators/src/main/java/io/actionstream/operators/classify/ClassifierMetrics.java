package io.actionstream.operators.classify;

import io.actionstream.inference.ClipTimes;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The classifier as a subtask's own clips see it. The subtasks of a process share the classifier: their busy times add up to its
 * whole time. Threads of the classifier may call this.
 */
final class ClassifierMetrics {

    private final Histogram queueClips;
    private final Histogram decodeMicros;
    private final Histogram inferenceMicros;
    private final Histogram batchClips;
    private final Counter busyMicros = new ThreadSafeSimpleCounter();

    /** Registers the metrics in the group of an operator. */
    ClassifierMetrics(MetricGroup operator) {
        queueClips = operator.histogram("queueClips", histogram());
        decodeMicros = operator.histogram("decodeMicros", histogram());
        inferenceMicros = operator.histogram("inferenceMicros", histogram());
        batchClips = operator.histogram("batchClips", histogram());
        operator.meter("classifierBusyMicrosPerSecond", new MeterView(busyMicros));
    }

    /** Adds a clip that has been decoded and, if any of it could be, classified. */
    void add(ClipTimes times) {
        queueClips.update(times.queue());
        decodeMicros.update(times.decodeNanos() / 1000);
        if (times.batch() > 0) {
            inferenceMicros.update(times.inferenceNanos() / 1000);
            batchClips.update(times.batch());
            busyMicros.inc(Math.round(times.busyNanos() / 1000));
        }
    }

    private static Histogram histogram() {
        return new DescriptiveStatisticsHistogram(SplitClassified.LATEST);
    }
}
