package io.actionstream.page.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The models that clips were classified with, newest first. Not for several threads. */
final class Models {

    private static final int MOST = 20;

    /** A model that finishes its last clips beside the next one is not taken for a change back. */
    private static final long DRAINING_MILLIS = 60_000;

    private final Deque<ModelChange> changes = new ArrayDeque<>();
    private String announced;

    /** Notes which model is to be used next; it may be one that was used before. */
    void announced(String version) {
        announced = version;
    }

    /** Notes which model classified a clip. */
    void used(String version, long at) {
        ModelChange current = changes.peekFirst();
        if (current != null && (current.version().equals(version) || at < current.since() || drains(version, at))) {
            return;
        }
        changes.addFirst(new ModelChange(version, at));
        if (changes.size() > MOST) {
            changes.removeLast();
        }
    }

    List<ModelChange> newestFirst() {
        return List.copyOf(changes);
    }

    private boolean drains(String version, long at) {
        return !version.equals(announced)
                && at - changes.peekFirst().since() < DRAINING_MILLIS
                && changes.stream().anyMatch(change -> change.version().equals(version));
    }
}
