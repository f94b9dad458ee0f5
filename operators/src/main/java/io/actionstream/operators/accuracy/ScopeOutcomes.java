package io.actionstream.operators.accuracy;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.Outcome;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Gives each clip whose truth is known to the two scopes that count it: its camera and all cameras. */
public final class ScopeOutcomes implements FlatMapFunction<LabelledClip, Outcome> {

    @Override
    public void flatMap(LabelledClip clip, Collector<Outcome> out) {
        if (clip.truth() != null) {
            out.collect(outcome(clip.camera(), clip));
            out.collect(outcome(Accuracy.ALL, clip));
        }
    }

    private static Outcome outcome(String scope, LabelledClip clip) {
        return new Outcome(scope, clip.camera(), clip.start(), clip.end(), clip.truth(), clip.label());
    }
}
