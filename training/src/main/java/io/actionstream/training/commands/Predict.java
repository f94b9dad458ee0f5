package io.actionstream.training.commands;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.media.video.VideoAddress;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.training.predict.Prediction;
import io.actionstream.training.predict.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what happens in a video. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Names the most probable actions of a video, clip by clip as the live job would, and on the whole.")
public final class Predict implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--checkpoint", required = true, paramLabel = "NAME|DIR", description = "the checkpoint to ask")
    private String checkpoint;

    @Parameters(paramLabel = "VIDEO", description = "a video file, as a path or as file:///...")
    private String video;

    @Option(
            names = "--hop",
            paramLabel = "N",
            description = "samples from one clip's start to the next's (default: the clip's length)")
    private Integer hop;

    @Option(
            names = "--min-frames",
            defaultValue = "4",
            paramLabel = "N",
            description = "fewest samples of a clip that is padded at the end (default: ${DEFAULT-VALUE})")
    private int minFrames;

    @Option(
            names = "--top",
            defaultValue = "5",
            paramLabel = "K",
            description = "how many actions to name (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--json", paramLabel = "FILE", description = "also write it as JSON; - for standard output alone")
    private Path json;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new IllegalArgumentException("--top must be at least 1, not " + top);
        }
        Path file = file();
        Checkpoint read = Checkpoint.read(checkpoint);
        int slots = hop == null ? read.config().clip().frames() : hop;
        Prediction prediction;
        try (DeviceClassifier classifier = new DeviceClassifier(read, device.device())) {
            prediction = new Predictor(classifier, new ClipRules(slots, minFrames), top, this::warn).predict(file);
        }
        boolean jsonAlone = json != null && json.toString().equals("-");
        spec.commandLine().getOut().println(jsonAlone ? prediction.json() : prediction.table());
        if (json != null && !jsonAlone) {
            Files.writeString(json, prediction.json());
        }
        return 0;
    }

    private Path file() {
        VideoAddress address = new VideoAddress(video);
        if (address.isNetwork() || !Files.isRegularFile(address.path())) {
            throw new IllegalArgumentException("VIDEO: no file " + address);
        }
        return address.path();
    }

    private void warn(String warning) {
        spec.commandLine().getErr().println(warning);
    }
}
