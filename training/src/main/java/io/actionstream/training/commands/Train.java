package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.video.LabelledVideo;
import io.actionstream.training.data.GroupSplit;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.fit.Recipe;
import io.actionstream.training.fit.Trainer;
import java.io.IOException;
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
    private static final double HELD_OUT = 0.2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(names = "--train-list", paramLabel = "FILE", description = "list of training videos, one path a line")
    private Path trainList;

    @Option(
            names = "--validation-list",
            paramLabel = "FILE",
            description = "list of validation videos; without lists a fifth of the groups is held out")
    private Path validationList;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder of the run")
    private Path out;

    @Option(
            names = "--recipe",
            defaultValue = "best",
            description = "best, tutorial, or a JSON file (default: ${DEFAULT-VALUE})")
    private String recipe;

    @Option(names = "--epochs", paramLabel = "N", description = "instead of the recipe's")
    private Integer epochs;

    @Option(names = "--seed", defaultValue = "1", description = "of all that is random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--name",
            description = "version written in the checkpoint (default: the folder's name and the date)")
    private String name;

    @Option(names = "--resume", description = "go on with the run in --out")
    private boolean resume;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireFreshFolder();
        GroupSplit split = split();
        VideoSet training = VideoSet.of(split.training());
        VideoSet validation = new VideoSet(split.validation(), training.labels());
        Recipe chosen =
                epochs == null ? Recipe.read(recipe) : Recipe.read(recipe).withEpochs(epochs);
        CheckpointConfig config = config(chosen, training.labels());
        Trainer.Plan plan =
                new Trainer.Plan(chosen, training, validation, config, device.device(), device.threads(), out);
        spec.commandLine()
                .getErr()
                .printf(
                        "%d training and %d validation videos of %d classes, recipe %s, %d epochs%n",
                        training.size(), validation.size(), training.labels().size(), chosen.name(), chosen.epochs());
        try (TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr())) {
            new Trainer(plan, progress).train(Trainer.freshWeights(config));
        }
        spec.commandLine().getOut().println(out.resolve("best"));
        return 0;
    }

    private void requireFreshFolder() {
        boolean started = Files.exists(out.resolve("history.json"));
        if (started && !resume) {
            throw new IllegalArgumentException(
                    "--out: " + out + " already holds a run: go on with it by --resume, or name another folder");
        }
    }

    private GroupSplit split() throws IOException {
        if ((trainList == null) != (validationList == null)) {
            throw new IllegalArgumentException("--train-list and --validation-list go together");
        }
        if (trainList == null) {
            return GroupSplit.holdOut(data.videos(null), HELD_OUT, seed);
        }
        List<LabelledVideo> training = data.videos(trainList);
        return new GroupSplit(training, data.videos(validationList));
    }

    private CheckpointConfig config(Recipe chosen, List<String> labels) {
        String version = name != null ? name : out.toAbsolutePath().getFileName() + "-" + LocalDate.now();
        String split =
                trainList == null ? "held-out groups" : trainList.getFileName().toString();
        CheckpointConfig.Training how = new CheckpointConfig.Training(
                data.folder().toAbsolutePath().normalize().getFileName().toString(),
                split,
                seed,
                chosen.name(),
                chosen.epochs());
        return new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                version,
                ClipSpec.TUTORIAL.withPadding(chosen.padding()),
                labels,
                how,
                Map.of());
    }
}
