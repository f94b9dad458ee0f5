package io.actionstream.operators.classify;

import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts the labels from what could not be used, which goes to {@link #REJECTED}, and from what events are made of, which goes
 * to {@link #ANSWERS}; counts them, and tells with which model and after how long.
 */
public final class SplitClassified extends ProcessFunction<Classified, Action> {

    /** Frames that could not be decoded and clips that could not be classified. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-clips", TypeInformation.of(Rejected.class));

    /** The answer to each clip that is listed. */
    public static final OutputTag<ClipAnswer> ANSWERS =
            new OutputTag<>("answers", TypeInformation.of(ClipAnswer.class));

    /** So many clips are in a histogram: the last ones. */
    static final int LATEST = 1000;

    private final int keptBytes;
    private transient Counter clipsDropped;
    private transient CountersByValue clipsClassified;
    private transient CountersByValue recordsRejected;
    private transient Histogram latencyMillis;
    private transient String model; // of the last clip; null before the first
    private transient long modelSinceMillis;

    /**
     * Cuts what is rejected here, so that the rest does not cross the network.
     *
     * @param keptBytes the most bytes of a rejected image that are kept
     */
    public SplitClassified(int keptBytes) {
        this.keptBytes = keptBytes;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        clipsDropped = metrics.counter("clipsDropped");
        clipsClassified = new CountersByValue(metrics, "model", "clipsClassified");
        recordsRejected = CountersByValue.ofRejected(
                metrics,
                RejectReason.UNDECODABLE,
                RejectReason.CLASSIFICATION_FAILED,
                RejectReason.CLASSIFICATION_TIMEOUT,
                RejectReason.OVERLOAD,
                RejectReason.INVALID_MODEL);
        latencyMillis = metrics.histogram("latencyMillis", new DescriptiveStatisticsHistogram(LATEST));
        metrics.gauge("modelVersion", () -> model);
        metrics.gauge("modelSinceMillis", () -> modelSinceMillis);
    }

    @Override
    public void processElement(Classified classified, Context context, Collector<Action> out) {
        if (classified.action() != null) {
            measure(classified.action(), context.timerService().currentProcessingTime());
            out.collect(classified.action());
        }
        if (classified.answer() != null) {
            context.output(ANSWERS, classified.answer());
        }
        for (Rejected rejected : classified.rejected()) {
            recordsRejected.inc(rejected.reason());
            if (rejected.reason().equals(RejectReason.OVERLOAD)) {
                clipsDropped.inc();
            }
            context.output(REJECTED, rejected.cutTo(keptBytes));
        }
    }

    private void measure(Action action, long now) {
        latencyMillis.update(action.latencyMillis());
        clipsClassified.inc(action.model());
        if (!action.model().equals(model)) {
            model = action.model();
            modelSinceMillis = now;
        }
    }
}
