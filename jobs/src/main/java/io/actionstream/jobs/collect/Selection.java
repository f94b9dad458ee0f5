package io.actionstream.jobs.collect;

import io.actionstream.jobs.options.Stretch;
import io.actionstream.jobs.watch.ResultListener;
import io.actionstream.operators.check.CameraId;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import io.actionstream.operators.records.TrueAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Chooses clips by the records of {@code truth}, which are read first, and {@code actions}. */
final class Selection implements ResultListener {

    /** A longer clip is none that a job makes. */
    private static final long MOST_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Judgements judgements;
    private final Stretch stretch;
    private final Set<String> labels;
    private final double leastMargin;
    private final BiPredicate<String, Long> collected;
    private final ChosenClips chosen;
    private long unreadable;

    /**
     * Begins with none.
     *
     * @param stretch clips that start in it are wanted
     * @param labels the labels that are wanted; all when empty
     * @param leastMargin without a truth, clips whose margin is less than that are wanted
     * @param collected tells of a camera and time whether the data set has that time already
     */
    Selection(
            Judgements judgements,
            Stretch stretch,
            Set<String> labels,
            double leastMargin,
            BiPredicate<String, Long> collected,
            ChosenClips chosen) {
        this.judgements = judgements;
        this.stretch = stretch;
        this.labels = labels;
        this.leastMargin = leastMargin;
        this.collected = collected;
        this.chosen = chosen;
    }

    @Override
    public void truth(TrueAction truth) {
        judgements.add(truth);
    }

    /** A clip that was delivered again takes the place of the one before. */
    @Override
    public void action(Action action) {
        if (isClip(action)) {
            chosen.remove(action.camera(), action.start());
            wanted(action).ifPresent(chosen::add);
        } else {
            unreadable++;
        }
    }

    @Override
    public void unreadable(String problem) {
        unreadable++;
    }

    /** The number of records that were no results. */
    long unreadable() {
        return unreadable;
    }

    private static boolean isClip(Action action) {
        return action.label() != null
                && CameraId.problemWith(action.camera()).isEmpty()
                && action.start() > 0
                && action.end() >= action.start()
                && action.end() - action.start() <= MOST_MILLIS;
    }

    private Optional<CollectedClip> wanted(Action action) {
        if (!stretch.contains(action.start())
                || collected.test(action.camera(), action.start())
                || collected.test(action.camera(), action.end())) {
            return Optional.empty();
        }
        if (action.truth() != null) {
            return wanted(action, action.truth(), LabelSource.FRAMES);
        }
        Optional<String> judged = judgements.of(action.camera(), action.start(), action.end());
        if (judged.isPresent()) {
            return wanted(action, judged.get(), LabelSource.TRUTH);
        }
        CollectedClip.Answer answer = answer(action);
        boolean isUncertain = answer.margin() < leastMargin && (isWanted(answer.label()) || isWanted(answer.second()));
        return isUncertain
                ? Optional.of(new CollectedClip(
                        action.camera(), action.start(), action.end(), Kind.UNCERTAIN, null, LabelSource.NONE, answer))
                : Optional.empty();
    }

    private Optional<CollectedClip> wanted(Action action, String truth, LabelSource source) {
        return isWanted(truth) && !truth.isBlank()
                ? Optional.of(new CollectedClip(
                        action.camera(),
                        action.start(),
                        action.end(),
                        Kind.of(truth, action.label()),
                        truth,
                        source,
                        answer(action)))
                : Optional.empty();
    }

    private boolean isWanted(String label) {
        return labels.isEmpty() || labels.contains(label);
    }

    private static CollectedClip.Answer answer(Action action) {
        List<Score> top = action.top() == null ? List.of() : action.top();
        Score second = top.size() > 1 ? top.get(1) : new Score("", 0);
        return new CollectedClip.Answer(
                String.valueOf(action.model()),
                action.label(),
                action.confidence(),
                String.valueOf(second.label()),
                action.confidence() - second.confidence());
    }
}
