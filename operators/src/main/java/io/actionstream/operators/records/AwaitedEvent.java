package io.actionstream.operators.records;

import io.actionstream.model.events.Event;

/**
 * An event that has ended and waits for its truth.
 *
 * @param event its last record
 * @param since when it came, in milliseconds since the epoch
 */
public record AwaitedEvent(Event event, long since) {}
