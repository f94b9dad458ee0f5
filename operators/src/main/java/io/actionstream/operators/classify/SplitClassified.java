package io.actionstream.operators.classify;

import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts the labels from what could not be used, which goes to {@link #REJECTED}, and from what events are made of, which goes
 * to {@link #ANSWERS}; counts the clips dropped in overload.
 */
public final class SplitClassified extends ProcessFunction<Classified, Action> {

    /** Frames that could not be decoded and clips that could not be classified. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-clips", TypeInformation.of(Rejected.class));

    /** The answer to each clip that is listed. */
    public static final OutputTag<ClipAnswer> ANSWERS =
            new OutputTag<>("answers", TypeInformation.of(ClipAnswer.class));

    private final int keptBytes;
    private transient Counter clipsDropped;

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
        clipsDropped = getRuntimeContext().getMetricGroup().counter("clipsDropped");
    }

    @Override
    public void processElement(Classified classified, Context context, Collector<Action> out) {
        if (classified.action() != null) {
            out.collect(classified.action());
        }
        if (classified.answer() != null) {
            context.output(ANSWERS, classified.answer());
        }
        for (Rejected rejected : classified.rejected()) {
            if (rejected.reason().equals(RejectReason.OVERLOAD)) {
                clipsDropped.inc();
            }
            context.output(REJECTED, rejected.cutTo(keptBytes));
        }
    }
}
