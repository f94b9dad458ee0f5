package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.classify.TorchClassifier;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluator;
import io.actionstream.training.evaluate.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how good a checkpoint is on labelled videos. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Evaluates a checkpoint: accuracy, loss, confusion matrix, precision and recall by class.")
public final class Evaluate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--checkpoint", required = true, paramLabel = "DIR", description = "the checkpoint to evaluate")
    private Path checkpoint;

    @Mixin
    private DataOptions data;

    @Option(names = "--list", paramLabel = "FILE", description = "list of videos, one path a line (default: all)")
    private Path list;

    @Option(
            names = "--views",
            defaultValue = "1",
            paramLabel = "N",
            description = "clips of each video, evenly spread, whose mean decides (default: ${DEFAULT-VALUE})")
    private int views;

    @Option(
            names = "--stream",
            description = "instead of views, every clip that the live job makes of a video, each judged by itself")
    private boolean stream;

    @Option(
            names = "--top",
            defaultValue = "5",
            paramLabel = "K",
            description = "also the share whose class is among the K most probable (default: ${DEFAULT-VALUE})")
    private int top;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException, InterruptedException {
        EvaluationClips clips =
                stream ? new EvaluationClips.Stream(ClipRules.DEFAULT) : new EvaluationClips.Views(views);
        Checkpoint read = Checkpoint.read(checkpoint);
        VideoSet videos = new VideoSet(
                list == null ? data.videos() : data.videos("--list", list),
                read.config().labels());
        Evaluation evaluation;
        try (TorchClassifier classifier = new TorchClassifier(read, device.device());
                ProgressBar bar = new ProgressBar("evaluate", videos.size())) {
            evaluation = new Evaluator(clips, device.threads()).evaluate(classifier, videos, bar::stepTo);
        }
        spec.commandLine().getOut().print(TextReport.of(evaluation, top));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
