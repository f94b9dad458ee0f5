package io.actionstream.operators.accuracy;

import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.Accuracy.EventFigures;
import io.actionstream.operators.records.Outcome;
import java.util.HashMap;
import java.util.Map;

/** Precision, recall and false events an hour of the outcomes of events and true actions. */
final class EventTally {

    private static final double MILLIS_PER_HOUR = 3_600_000;

    private EventTally() {}

    /** The figures of at least one outcome. */
    static EventFigures of(Iterable<Outcome> outcomes) {
        int events = 0;
        int truths = 0;
        int correct = 0;
        Map<String, Stretch> stretches = new HashMap<>();
        for (Outcome outcome : outcomes) {
            events += outcome.label().equals(Labels.NOTHING) ? 0 : 1;
            truths += outcome.truth().equals(Labels.NOTHING) ? 0 : 1;
            correct += outcome.truth().equals(outcome.label()) ? 1 : 0;
            stretches.merge(
                    outcome.camera(),
                    new Stretch(outcome.start(), Math.max(outcome.start() + 1, outcome.end())),
                    Stretch::join);
        }
        double hours = stretches.values().stream()
                        .mapToLong(stretch -> stretch.end - stretch.start)
                        .sum()
                / MILLIS_PER_HOUR;
        return new EventFigures(
                Tally.share(correct, events), Tally.share(correct, truths), (events - correct) / hours, hours);
    }

    /** Capture times of a camera, in milliseconds. */
    private record Stretch(long start, long end) {
        Stretch join(Stretch other) {
            return new Stretch(Math.min(start, other.start), Math.max(end, other.end));
        }
    }
}
