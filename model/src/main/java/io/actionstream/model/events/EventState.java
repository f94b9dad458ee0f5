package io.actionstream.model.events;

import java.util.List;

/**
 * All that {@link EventRules} know of a camera's session.
 *
 * @param window the clips that are averaged, oldest first
 * @param events the events that go on, and the ended ones that bound the next of their label, oldest first
 */
public record EventState(List<ClassifiedClip> window, List<EventSoFar> events) {

    /** Knows nothing. */
    public static final EventState EMPTY = new EventState(List.of(), List.of());
}
