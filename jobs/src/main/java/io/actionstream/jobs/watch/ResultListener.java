package io.actionstream.jobs.watch;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;

/** Is told the results as they come. */
public interface ResultListener {

    void action(Action action);

    void accuracy(Accuracy accuracy);

    /** A scope has no figures any more. */
    default void forgotten(String scope) {}

    /** A record that is no result. */
    void unreadable(String problem);
}
