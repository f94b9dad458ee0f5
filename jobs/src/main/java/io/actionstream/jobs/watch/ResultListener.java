package io.actionstream.jobs.watch;

import io.actionstream.model.events.Event;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.TrueAction;

/** Is told the results as they come. */
public interface ResultListener {

    default void action(Action action) {}

    default void event(Event event) {}

    default void accuracy(Accuracy accuracy) {}

    default void truth(TrueAction truth) {}

    /** A scope has no figures any more. */
    default void forgotten(String scope) {}

    /** A record that is no result. */
    void unreadable(String problem);
}
