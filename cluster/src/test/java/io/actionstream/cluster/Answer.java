package io.actionstream.cluster;

import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import java.util.Map;
import java.util.stream.Collectors;

/** What an action says of its clip, without how long that took. */
record Answer(long end, String label, String truth, String model, int frames, Map<String, Float> scores) {

    /** A clip is classified along with others, and which ones they are shows in the last digits. */
    private static final double ROUNDING = 1e-5;

    static Answer of(Action action) {
        return new Answer(
                action.end(),
                action.label(),
                action.truth(),
                action.model(),
                action.frames(),
                action.top().stream().collect(Collectors.toMap(Score::label, Score::confidence)));
    }

    /** Whether both say the same, but for the rounding of scores. */
    boolean isLike(Answer other) {
        return withoutScores().equals(other.withoutScores())
                && scores.keySet().equals(other.scores.keySet())
                && scores.keySet().stream()
                        .allMatch(label -> Math.abs(scores.get(label) - other.scores.get(label)) < ROUNDING);
    }

    private Answer withoutScores() {
        return new Answer(end, label, truth, model, frames, Map.of());
    }
}
