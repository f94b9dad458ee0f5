package io.actionstream.training.fit;

import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.training.data.Batch;
import io.actionstream.training.data.Prefetcher;
import io.actionstream.training.data.Seeds;
import io.actionstream.training.data.TrainingClips;
import java.io.IOException;

/** Takes the steps of an epoch: reads batches ahead, and after each one moves the weights on host and device. */
final class EpochOfSteps {
    private static final int MIXING = -2;
    private static final int AHEAD = 3;

    private final Plan plan;
    private final TrainingClips clips;
    private final Learner learner;
    private final TrainingState weights;
    private final Progress progress;

    EpochOfSteps(Plan plan, TrainingClips clips, Learner learner, TrainingState weights, Progress progress) {
        this.plan = plan;
        this.clips = clips;
        this.learner = learner;
        this.weights = weights;
        this.progress = progress;
    }

    /**
     * Runs an epoch.
     *
     * @param epoch its number, from 0
     * @throws NotFiniteException when the loss or a gradient is no longer a number; the weights are as before that step
     */
    Tally run(int epoch) throws IOException, InterruptedException, NotFiniteException {
        Recipe recipe = plan.recipe();
        ClipSpec spec = plan.clip(epoch);
        int batches = clips.batches(recipe.batch());
        Tally tally = new Tally(plan.classes());
        progress.epochStarted(epoch + 1, recipe.epochs(), clips.size());
        try (Prefetcher<Batch> loader =
                new Prefetcher<>(clips.epoch(epoch, recipe.batch(), spec), plan.threads(), AHEAD)) {
            for (int i = 0; loader.hasNext(); i++) {
                Batch batch = loader.next();
                if (batch.size() == 0) {
                    continue;
                }
                tally.add(batch, step(batch, spec, (long) epoch * batches + i + 1, batches));
                progress.stepDone(tally.clips(), tally.loss(), tally.accuracy());
            }
        }
        if (tally.clips() == 0) {
            throw new VideoException("none of the " + clips.size() + " training videos can be read");
        }
        return tally;
    }

    private Learner.Step step(Batch batch, ClipSpec spec, long step, int batches) throws NotFiniteException {
        double rate = plan.recipe().rateAt((double) step / batches);
        Targets targets = Targets.of(batch, plan.classes(), plan.recipe(), Seeds.of(plan.seed(), step, MIXING));
        Learner.Step result = learner.step(targets.clips(), targets.probabilities(), spec);
        if (!result.isFinite()) {
            throw new NotFiniteException();
        }
        weights.step(result.gradients(), learner.statistics(), step, rate, plan.recipe(), plan.backbone());
        result.gradients()
                .keySet()
                .forEach(name -> learner.set(name, weights.values().get(name).values()));
        return result;
    }

    /** A step whose loss or gradient is not a number. */
    static final class NotFiniteException extends Exception {}
}
