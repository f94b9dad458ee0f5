package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.training.data.GroupSplit;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.fit.Plan;
import io.actionstream.training.fit.Recipe;
import io.actionstream.training.fit.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a checkpoint from videos. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains the network and writes best/ and last/ checkpoints, the history and the state of the run.")
public final class Train implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SplitOptions data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder of the run")
    private Path out;

    @Option(
            names = "--recipe",
            defaultValue = "best",
            description = "best, tutorial, synthetic, refine (which goes on with --from), or a JSON file (default:"
                    + " ${DEFAULT-VALUE})")
    private String recipe;

    @Option(names = "--epochs", paramLabel = "N", description = "instead of the recipe's")
    private Integer epochs;

    @Option(names = "--seed", defaultValue = "1", description = "of all that is random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--name",
            description = "version written in the checkpoint (default: the folder's name and the date)")
    private String name;

    @Option(
            names = "--background",
            split = ",",
            paramLabel = "LABEL",
            description = "labels that are no action of interest, such as Idle; written in the checkpoint")
    private List<String> background = List.of();

    @Option(names = "--resume", description = "go on with the run in --out")
    private boolean resume;

    @Mixin
    private StartOptions start;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private ReadingOptions reading;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireFreshFolder();
        GroupSplit split = data.split(seed);
        VideoSet training = VideoSet.of(split.training());
        VideoSet validation = new VideoSet(split.validation(), training.labels());
        Recipe given = start.recipe(recipe);
        Recipe chosen = epochs == null ? given : given.withEpochs(epochs);
        CheckpointConfig config = config(chosen, training.labels());
        Plan plan = new Plan(
                chosen, start.backboneRate(), training, validation, config, device.devices(), reading.threads(), out);
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "%d training and %d validation videos of %d classes, recipe %s, %d epochs%n",
                training.size(), validation.size(), training.labels().size(), chosen.name(), chosen.epochs());
        try (TrainingProgress progress = new TrainingProgress(ProgressBars.ofErrors(err), err)) {
            new Trainer(plan, progress).train(start.weights(config));
        }
        spec.commandLine().getOut().println(out.resolve("best"));
        return 0;
    }

    private void requireFreshFolder() {
        if (holdsRun() && !resume) {
            throw new IllegalArgumentException(
                    "--out: " + out + " already holds a run: go on with it by --resume, or name another folder");
        }
    }

    private boolean holdsRun() {
        return Files.exists(out.resolve("history.json"));
    }

    private CheckpointConfig config(Recipe chosen, List<String> labels) throws IOException {
        String version = name != null ? name : out.toAbsolutePath().getFileName() + "-" + LocalDate.now();
        CheckpointConfig.Training how =
                new CheckpointConfig.Training(data.dataName(), data.name(), seed, chosen.name(), chosen.epochs());
        CheckpointConfig config = new CheckpointConfig(
                        CheckpointConfig.FORMAT,
                        CheckpointConfig.ARCHITECTURE,
                        version,
                        chosen.clip(),
                        labels,
                        how,
                        Map.of())
                .withBackground(background)
                .withBlocks(chosen.blocks());
        return holdsRun() ? resumed(Checkpoint.readConfig(out.resolve("last")), config) : config;
    }

    /** A resumed run keeps its version, and must be the same run in all else. */
    private CheckpointConfig resumed(CheckpointConfig begun, CheckpointConfig asked) {
        boolean same = begun.labels().equals(asked.labels())
                && begun.clip().equals(asked.clip())
                && begun.training().equals(asked.training());
        if (!same) {
            throw new IllegalArgumentException("--resume: the run in " + out + " was begun with "
                    + begun.training() + " and labels " + begun.labels() + ", which is not what is asked now: "
                    + asked.training() + " and labels " + asked.labels());
        }
        return begun.withMetrics(Map.of());
    }
}
