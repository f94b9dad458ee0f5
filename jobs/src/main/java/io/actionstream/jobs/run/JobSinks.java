package io.actionstream.jobs.run;

import io.actionstream.model.events.Event;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.api.connector.sink2.Sink;

/** The sinks of the results. */
public record JobSinks(Sink<Action> actions, Sink<Event> events, Sink<Accuracy> accuracy, Sink<Rejected> rejected) {}
