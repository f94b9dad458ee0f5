package io.actionstream.training.fit;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.network.Tensor;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.TrainingClips;
import io.actionstream.training.data.VideoProblems;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.data.WholeVideos;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains the network: epochs of steps, each followed by validation, a checkpoint and a state from which the run goes on
 * exactly where it was, should it be killed.
 */
public final class Trainer {
    private final Plan plan;
    private final RunFolder folder;
    private final Progress progress;
    private final VideoProblems problems;

    /** A trainer; makes the folder of the run. */
    public Trainer(Plan plan, Progress progress) throws IOException {
        this.plan = plan;
        this.folder = new RunFolder(plan.folder());
        this.progress = progress;
        this.problems = new VideoProblems(progress::problem);
    }

    /**
     * Trains to the recipe's last epoch, going on where the folder's state is. An epoch that was interrupted is repeated
     * as it was.
     *
     * @param start weights from which a new run starts
     * @return the history of all epochs
     * @throws VideoException when no training or no validation video can be read; single ones are left out and named
     * @throws DivergedException when the loss or a gradient is no longer a number; the last checkpoint is still good
     */
    public List<Epoch> train(Map<String, Tensor> start) throws IOException, InterruptedException {
        RunFolder.State state = folder.holdsState() ? goOn() : begin(start);
        List<Epoch> history = state.history();
        TrainingClips clips = new TrainingClips(
                WholeVideos.of(plan.training(), problems),
                plan.recipe().augmentation(),
                plan.recipe().balanced(),
                plan.seed(),
                problems);
        VideoSet validation = WholeVideos.of(plan.validation(), problems).videos();
        try (Learner learner = Learner.of(
                state.weights().values(),
                plan.backbone(),
                plan.devices(),
                plan.clips(),
                plan.recipe().batch())) {
            EpochOfSteps steps = new EpochOfSteps(plan, clips, learner, state.weights(), progress);
            for (int epoch = state.epochs(); epoch < plan.recipe().epochs(); epoch++) {
                Validated done = epoch(epoch, steps, validation, state.weights());
                history.add(done.epoch);
                Checkpoint checkpoint = checkpoint(state.weights(), done.epoch);
                String card = ModelCard.of(plan, done.epoch, done.validation);
                folder.writeLast(checkpoint, card);
                if (isBest(history)) {
                    folder.writeBest(checkpoint, card);
                }
                folder.writeState(new RunFolder.State(state.weights(), epoch + 1, history));
                progress.epochDone(done.epoch);
            }
        }
        return history;
    }

    private RunFolder.State goOn() throws IOException {
        folder.requireSame(plan.recipe(), plan.backbone());
        return folder.readState();
    }

    private RunFolder.State begin(Map<String, Tensor> start) throws IOException {
        folder.writeHow(plan.recipe(), plan.backbone());
        folder.writeLast(
                new Checkpoint(plan.config().withMetrics(Map.of("epoch", 0.0)), start), ModelCard.untrained(plan));
        return new RunFolder.State(TrainingState.from(start), 0, new ArrayList<>());
    }

    /** An epoch and how its weights did. */
    private record Validated(Epoch epoch, Evaluation validation) {}

    private Validated epoch(int epoch, EpochOfSteps steps, VideoSet validationVideos, TrainingState weights)
            throws IOException, InterruptedException {
        double rate = plan.recipe().rateAt(epoch + 1);
        long started = System.nanoTime();
        try {
            Tally tally = steps.run(epoch);
            double seconds = (System.nanoTime() - started) / 1e9;
            Evaluation validation = validate(epoch, validationVideos, weights);
            if (!Double.isFinite(validation.loss())) {
                throw new DivergedException("the validation loss", epoch, rate, folder.last());
            }
            Epoch done = new Epoch(
                    epoch + 1,
                    rate,
                    tally.loss(),
                    tally.accuracy(),
                    validation.loss(),
                    validation.accuracy(),
                    tally.clips() / seconds,
                    seconds);
            return new Validated(done, validation);
        } catch (EpochOfSteps.NotFiniteException e) {
            throw new DivergedException("the loss or a gradient", epoch, rate, folder.last());
        }
    }

    /** Validates with frames of the size that was trained. */
    private Evaluation validate(int epoch, VideoSet videos, TrainingState weights)
            throws IOException, InterruptedException {
        Checkpoint current = new Checkpoint(plan.config().withClip(plan.clip(epoch)), weights.average());
        try (DeviceClassifier classifier =
                new DeviceClassifier(current, plan.devices().get(0))) {
            return new Evaluator(new EvaluationClips.Views(1), plan.threads(), problems)
                    .evaluate(classifier, videos, done -> {});
        }
    }

    private Checkpoint checkpoint(TrainingState weights, Epoch epoch) {
        CheckpointConfig config = plan.config()
                .withMetrics(Map.of(
                        "epoch", (double) epoch.epoch(),
                        "training_accuracy", epoch.accuracy(),
                        "validation_loss", epoch.validationLoss(),
                        "validation_accuracy", epoch.validationAccuracy()));
        return new Checkpoint(config, weights.average());
    }

    /**
     * The newest epoch is the best when none of frames as large had as little validation loss; epochs of whole frames are
     * better than those of small ones. Of a hundred videos the loss says more than how many were right.
     */
    private boolean isBest(List<Epoch> history) {
        Epoch newest = history.get(history.size() - 1);
        int small = plan.recipe().smallEpochs();
        return history.subList(0, history.size() - 1).stream()
                .skip(newest.epoch() > small ? small : 0)
                .noneMatch(epoch -> epoch.validationLoss() <= newest.validationLoss());
    }
}
