package io.actionstream.page.state;

import io.actionstream.model.events.Event;

/**
 * An event as a timeline shows it.
 *
 * @param phase what was told of it last: {@code start}, {@code update} or {@code end}
 */
public record ShownEvent(String id, String label, long start, long end, float confidence, Event.Phase phase) {

    static ShownEvent of(Event event) {
        return new ShownEvent(event.id(), event.label(), event.start(), event.end(), event.confidence(), event.phase());
    }

    boolean goesOn() {
        return phase != Event.Phase.END;
    }
}
