package io.actionstream.jobs.compare;

import io.actionstream.jobs.options.Stretch;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.operators.records.Action;
import java.util.List;

/** Results made by hand. */
final class TestResults {

    static final int CLIP_MILLIS = 6000;

    private static final int CLIP_END = 5400;
    private static final int PLENTY = 100;

    private TestResults() {}

    static Results all() {
        return new Results(Stretch.between(null, null), PLENTY);
    }

    /** Of the n-th clip of a camera; null for no truth. */
    static Action action(String camera, int clip, String label, String truth) {
        long start = (long) clip * CLIP_MILLIS;
        return new Action(camera, start, start + CLIP_END, label, 0.9f, List.of(), truth, "small-1", 10, 5);
    }

    static Event event(String camera, String label, long start, long end) {
        return event(camera, Phase.END, label, start, end);
    }

    static Event event(String camera, Phase phase, String label, long start, long end) {
        return new Event(
                camera + "/" + start + "/" + label, camera, phase, label, start, end, 0.9f, 0.95f, 3, "small-1");
    }
}
