package io.actionstream.operators;

import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts the labels from what could not be used, which goes to {@link #REJECTED}. */
public final class SplitClassified extends ProcessFunction<Classified, Action> {

    /** Frames that could not be decoded and clips that could not be classified. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-clips", TypeInformation.of(Rejected.class));

    @Override
    public void processElement(Classified classified, Context context, Collector<Action> out) {
        if (classified.action() != null) {
            out.collect(classified.action());
        }
        classified.rejected().forEach(rejected -> context.output(REJECTED, rejected));
    }
}
