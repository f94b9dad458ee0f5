package io.actionstream.bench.training;

import ai.djl.Device;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.fit.BackboneRate;
import io.actionstream.training.fit.Epoch;
import io.actionstream.training.fit.Plan;
import io.actionstream.training.fit.Progress;
import io.actionstream.training.fit.Recipe;
import io.actionstream.training.fit.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An epoch of the recipe {@code tutorial} from video files, decoding included. */
public final class EpochBench {
    /** The speed of the tutorial's Tesla T4, which needed 48 s for 300 videos. */
    private static final double TUTORIAL_CLIPS_PER_SECOND = 300 / 48.0;

    private static final int EPOCHS = 3;

    private final List<LabelledVideo> videos;
    private final Path folder;

    /**
     * Trains on videos, each once.
     *
     * @param folder where the run goes
     */
    public EpochBench(List<LabelledVideo> videos, Path folder) {
        this.videos = videos;
        this.folder = folder;
    }

    /**
     * Runs a few epochs, of which the last counts: in the first the virtual machine compiles.
     *
     * @param stepMillis of the network alone, for each clip of a batch
     */
    public List<Figure> figures(double stepMillis) throws IOException {
        VideoSet training = VideoSet.of(videos);
        CheckpointConfig config = config(training.labels());
        Plan plan = new Plan(
                Recipe.read("tutorial").withEpochs(EPOCHS),
                BackboneRate.FULL,
                training,
                new VideoSet(videos.subList(0, 1), training.labels()),
                config,
                List.of(Device.cpu()),
                Runtime.getRuntime().availableProcessors(),
                folder);
        List<Epoch> epochs =
                MallocTuning.call("train", () -> train(plan)); // a thread that takes OpenMP's helpers with it
        double rate = epochs.get(EPOCHS - 1).clipsPerSecond();
        return List.of(
                Figure.beside(
                                "epoch of " + videos.size() + " videos, decoding included",
                                rate,
                                "clips/s",
                                "the tutorial's on a Tesla T4",
                                TUTORIAL_CLIPS_PER_SECOND)
                        .wanting(Goal.atLeast(6.2 / TUTORIAL_CLIPS_PER_SECOND)),
                Figure.beside("the same", 1000 / rate, "ms/clip", "training step alone", stepMillis)
                        .wanting(Goal.atMost(1.25)));
    }

    private static List<Epoch> train(Plan plan) {
        try {
            return new Trainer(plan, Progress.NONE)
                    .train(Layout.of(plan.training().labels().size()).initialise(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static CheckpointConfig config(List<String> labels) {
        return new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                "bench",
                ClipSpec.TUTORIAL,
                labels,
                new CheckpointConfig.Training("videos", "none", 1, "tutorial", EPOCHS),
                Map.of());
    }
}
