package io.actionstream.training.commands;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.network.Precision;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.VideoProblems;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluator;
import io.actionstream.training.events.JudgedFilms;
import io.actionstream.training.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        description = "Evaluates a checkpoint: accuracy, loss, calibration, precision and recall by class, confusion"
                + " matrix, and what comes of thresholds.")
public final class Evaluate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "NAME|DIR",
            description = "the checkpoint to evaluate: ucf101 or synthetic, which are in the jar, or a folder")
    private String checkpoint;

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
            names = "--precision",
            defaultValue = "float32",
            paramLabel = "TYPE",
            description = "what the network computes with, as the job's option: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE})")
    private Precision precision;

    @Mixin
    private EventEvaluation films;

    @Mixin
    private ReportOptions report;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ReadingOptions reading;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkpoint read = Checkpoint.read(checkpoint, load.rules());
        if (films.areAsked()) {
            evaluateFilms(read);
        } else {
            evaluateVideos(read);
        }
        return 0;
    }

    private void evaluateFilms(Checkpoint read) throws IOException {
        report.requireNoPictures();
        JudgedFilms judged;
        List<Path> files = data.videos().stream().map(LabelledVideo::file).toList();
        try (DeviceClassifier classifier = new DeviceClassifier(read, device.device(), precision, load.rules());
                ProgressBar bar =
                        ProgressBars.ofErrors(spec.commandLine().getErr()).start("evaluate", files.size(), "films")) {
            judged = films.judge(files, data.folder(), classifier, this::warn, bar::stepTo);
        }
        spec.commandLine().getOut().print(films.report(judged));
        spec.commandLine().getOut().flush();
        report.write(judged, films.options());
    }

    private void evaluateVideos(Checkpoint read) throws IOException, InterruptedException {
        int top = report.top();
        EvaluationClips clips = stream
                ? new EvaluationClips.Stream(
                        new ClipRules(read.config().clip().frames(), ClipRules.DEFAULT.minFrames()))
                : new EvaluationClips.Views(views);
        VideoSet videos =
                new VideoSet(data.videos("--list", list), read.config().labels());
        Evaluation evaluation;
        try (DeviceClassifier classifier = new DeviceClassifier(read, device.device(), precision, load.rules());
                ProgressBar bar =
                        ProgressBars.ofErrors(spec.commandLine().getErr()).start("evaluate", videos.size(), "videos")) {
            evaluation = new Evaluator(clips, reading.threads(), new VideoProblems(this::warn))
                    .evaluate(classifier, videos, bar::stepTo);
        }
        spec.commandLine().getOut().print(TextReport.of(evaluation, top));
        spec.commandLine().getOut().flush();
        report.write(evaluation, checkpoint, evaluated());
    }

    private void warn(String problem) {
        spec.commandLine().getErr().println(problem);
    }

    /** The list's name without its extension, or the folder's. */
    private String evaluated() {
        return list == null ? data.name() : list.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
