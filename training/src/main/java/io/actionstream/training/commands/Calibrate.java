package io.actionstream.training.commands;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.model.network.Precision;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.VideoProblems;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.evaluate.Calibration;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluator;
import io.actionstream.training.evaluate.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a checkpoint's confidence mean what it says. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fits a temperature on validation videos and writes it into a checkpoint. It changes how sure the"
                + " network is, never what it answers.")
public final class Calibrate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "NAME|DIR",
            description = "the checkpoint to calibrate: a folder, or ucf101 or synthetic")
    private String checkpoint;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write the calibrated checkpoint (default: in place)")
    private Path out;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "list of validation videos, one path a line (default: all); not those of the test")
    private Path list;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ReadingOptions reading;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (out == null && ShippedCheckpoint.of(checkpoint).isPresent()) {
            throw new IllegalArgumentException("--out is missing: " + checkpoint + " is in the jar");
        }
        Checkpoint read = Checkpoint.read(checkpoint, load.rules());
        Evaluation raw = evaluate(read.withConfig(read.config().withTemperature(null)));
        double temperature = Temperature.fit(raw);
        CheckpointConfig calibrated = read.config().withTemperature(temperature);
        read.withConfig(calibrated)
                .write(
                        out == null ? Path.of(checkpoint) : out,
                        Checkpoint.readCard(checkpoint).orElse(null));
        print(raw, temperature);
        return 0;
    }

    private Evaluation evaluate(Checkpoint raw) throws IOException, InterruptedException {
        VideoSet videos = new VideoSet(data.videos("--list", list), raw.config().labels());
        try (DeviceClassifier classifier = new DeviceClassifier(raw, device.device(), Precision.FLOAT32, load.rules());
                ProgressBar bar = ProgressBars.ofErrors(spec.commandLine().getErr())
                        .start("calibrate", videos.size(), "videos")) {
            return new Evaluator(
                            new EvaluationClips.Views(1),
                            reading.threads(),
                            new VideoProblems(spec.commandLine().getErr()::println))
                    .evaluate(classifier, videos, bar::stepTo);
        }
    }

    private void print(Evaluation raw, double temperature) {
        Evaluation calibrated = raw.at(temperature);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "temperature %.4f%nloss %.4f, was %.4f%nexpected calibration error %.4f, was %.4f%n",
                        temperature,
                        calibrated.loss(),
                        raw.loss(),
                        Calibration.of(calibrated).expectedError(),
                        Calibration.of(raw).expectedError());
    }
}
