package io.actionstream.operators;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Outcome;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Gives each action whose truth is known to the two scopes that count it: its camera and all cameras. */
public final class ScopeOutcomes implements FlatMapFunction<Action, Outcome> {

    @Override
    public void flatMap(Action action, Collector<Outcome> out) {
        if (action.truth() != null) {
            out.collect(outcome(action.camera(), action));
            out.collect(outcome(Accuracy.ALL, action));
        }
    }

    private static Outcome outcome(String scope, Action action) {
        return new Outcome(scope, action.camera(), action.start(), action.end(), action.truth(), action.label());
    }
}
