package io.actionstream.training.fit;

import ai.djl.Device;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.classify.TorchClassifier;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.training.data.Batch;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.Prefetcher;
import io.actionstream.training.data.Seeds;
import io.actionstream.training.data.TrainingClips;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains the network: epochs of steps, each followed by validation, a checkpoint and a state from which the run goes on
 * exactly where it was, should it be killed.
 */
public final class Trainer {
    private static final int MIXING = -2;
    private static final int AHEAD = 3;

    private final Plan plan;
    private final Progress progress;

    /**
     * What to train.
     *
     * @param recipe how
     * @param training videos learned from
     * @param validation videos that choose the best epoch
     * @param config of the checkpoints, without metrics
     * @param device of the network
     * @param threads that read videos
     * @param folder of the run
     */
    public record Plan(
            Recipe recipe,
            VideoSet training,
            VideoSet validation,
            CheckpointConfig config,
            Device device,
            int threads,
            Path folder) {}

    public Trainer(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Trains to the recipe's last epoch, going on where the folder's state is.
     *
     * @param start weights from which a new run starts
     * @return the history of all epochs
     * @throws DivergedException when the loss is no longer a number; the last checkpoint is still good
     */
    public List<Epoch> train(Map<String, Tensor> start) throws IOException, InterruptedException {
        RunFolder folder = new RunFolder(plan.folder);
        RunFolder.State state = folder.holdsState()
                ? folder.readState()
                : new RunFolder.State(Weights.from(start), 0, new ArrayList<>());
        List<Epoch> history = state.history();
        TrainingClips clips = new TrainingClips(
                plan.training,
                plan.recipe.augmentation(),
                plan.config.training().seed());
        try (Learner learner = new Learner(state.weights().values(), plan.device)) {
            for (int epoch = state.epochs(); epoch < plan.recipe.epochs(); epoch++) {
                Epoch done = epoch(epoch, clips, learner, state.weights());
                history.add(done);
                Checkpoint checkpoint = checkpoint(state.weights(), done);
                folder.writeLast(checkpoint);
                if (isBest(history)) {
                    folder.writeBest(checkpoint);
                }
                folder.writeState(new RunFolder.State(state.weights(), epoch + 1, history));
                progress.epochDone(done);
            }
        }
        return history;
    }

    private Epoch epoch(int epoch, TrainingClips clips, Learner learner, Weights weights)
            throws IOException, InterruptedException {
        Recipe recipe = plan.recipe;
        ClipSpec spec = epoch < recipe.smallEpochs()
                ? plan.config.clip().withSize(recipe.smallSide(), recipe.smallSide())
                : plan.config.clip();
        int batches = clips.batches(recipe.batch());
        Tally tally = new Tally(plan.config.labels().size());
        double rate = 0;
        long started = System.nanoTime();
        progress.epochStarted(epoch + 1, recipe.epochs(), plan.training.size());
        try (Prefetcher<Batch> loader =
                new Prefetcher<>(clips.epoch(epoch, recipe.batch(), spec), plan.threads, AHEAD)) {
            for (int i = 0; loader.hasNext(); i++) {
                Batch batch = loader.next();
                long step = (long) epoch * batches + i + 1;
                rate = recipe.rateAt((double) step / batches);
                step(batch, spec, step, rate, learner, weights, tally);
                progress.stepDone(tally.clips(), tally.loss(), tally.accuracy());
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Evaluation validation = validate(weights);
        return new Epoch(
                epoch + 1,
                rate,
                tally.loss(),
                tally.accuracy(),
                validation.loss(),
                validation.accuracy(),
                tally.clips() / seconds,
                seconds);
    }

    private void step(Batch batch, ClipSpec spec, long step, double rate, Learner learner, Weights weights, Tally tally)
            throws DivergedException {
        int classes = plan.config.labels().size();
        Targets targets = Targets.of(
                batch, classes, plan.recipe, Seeds.of(plan.config.training().seed(), step, MIXING));
        Learner.Step result = learner.step(targets.clips(), targets.probabilities(), spec);
        if (!Float.isFinite(result.loss())) {
            throw new DivergedException(step, result.loss(), rate);
        }
        weights.step(result.gradients(), learner.statistics(), step, rate, plan.recipe);
        result.gradients()
                .keySet()
                .forEach(name -> learner.set(name, weights.values().get(name).values()));
        tally.add(batch, result);
    }

    private Evaluation validate(Weights weights) throws IOException, InterruptedException {
        Checkpoint current = new Checkpoint(plan.config, weights.average());
        try (TorchClassifier classifier = new TorchClassifier(current, plan.device)) {
            return new Evaluator(new EvaluationClips.Views(1), plan.threads)
                    .evaluate(classifier, plan.validation, done -> {});
        }
    }

    private Checkpoint checkpoint(Weights weights, Epoch epoch) {
        CheckpointConfig config = plan.config.withMetrics(Map.of(
                "epoch", (double) epoch.epoch(),
                "training_accuracy", epoch.accuracy(),
                "validation_loss", epoch.validationLoss(),
                "validation_accuracy", epoch.validationAccuracy()));
        return new Checkpoint(config, weights.average());
    }

    /** The newest epoch is the best when none was more accurate, or as accurate with less loss. */
    private static boolean isBest(List<Epoch> history) {
        Epoch newest = history.get(history.size() - 1);
        return history.stream()
                .noneMatch(epoch -> epoch.validationAccuracy() > newest.validationAccuracy()
                        || epoch.validationAccuracy() == newest.validationAccuracy()
                                && epoch.validationLoss() < newest.validationLoss());
    }

    /** Fresh weights for the plan's classes and seed. */
    public static Map<String, Tensor> freshWeights(CheckpointConfig config) {
        return Layout.of(config.labels().size()).initialise(config.training().seed());
    }
}
