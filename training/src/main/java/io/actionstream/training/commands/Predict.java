package io.actionstream.training.commands;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.media.video.VideoAddress;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.network.Precision;
import io.actionstream.training.events.ClassifiedVideo;
import io.actionstream.training.events.Segment;
import io.actionstream.training.events.SegmentList;
import io.actionstream.training.predict.EventFiles;
import io.actionstream.training.predict.Prediction;
import io.actionstream.training.predict.Predictor;
import io.actionstream.training.report.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                "Names the most probable actions of a video, clip by clip as the live job would, and on the whole, and"
                        + " the events that the live job would make of them.")
public final class Predict implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--checkpoint", required = true, paramLabel = "NAME|DIR", description = "the checkpoint to ask")
    private String checkpoint;

    @Parameters(paramLabel = "VIDEO", description = "a video file, as a path or as file:///...")
    private String video;

    @Mixin
    private RuleOptions rules;

    @Option(
            names = "--top",
            defaultValue = "5",
            paramLabel = "K",
            description = "how many actions to name (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--json", paramLabel = "FILE", description = "also write it as JSON; - for standard output alone")
    private Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "also write the events as CSV")
    private Path csv;

    @Option(names = "--vtt", paramLabel = "FILE", description = "also write the events as WebVTT subtitles")
    private Path vtt;

    @Option(names = "--srt", paramLabel = "FILE", description = "also write the events as SubRip subtitles")
    private Path srt;

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "also draw a timeline: probabilities, events and, with --segments, the truth")
    private Path png;

    @Option(
            names = "--segments",
            paramLabel = "FILE",
            description = "the true segments, film,start,end,label on each line, times in milliseconds")
    private Path segments;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private LoadOptions load;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new IllegalArgumentException("--top must be at least 1, not " + top);
        }
        Path file = file();
        Checkpoint read = Checkpoint.read(checkpoint, load.rules());
        List<Segment> truths =
                segments == null ? List.of() : SegmentList.read(segments).of(file);
        ClassifiedVideo classified;
        Prediction prediction;
        try (DeviceClassifier classifier =
                new DeviceClassifier(read, device.device(), Precision.FLOAT32, load.rules())) {
            Predictor predictor =
                    new Predictor(classifier, rules.clips(read.config().clip()), rules.events(), this::warn);
            classified = predictor.classify(file);
            prediction = predictor.predict(file, classified, top);
        }
        boolean jsonAlone = json != null && json.toString().equals("-");
        spec.commandLine().getOut().println(jsonAlone ? prediction.json() : prediction.table());
        if (json != null && !jsonAlone) {
            Files.writeString(json, prediction.json());
        }
        write(csv, EventFiles.csv(classified.name(), prediction.events()));
        write(vtt, EventFiles.webVtt(prediction.events()));
        write(srt, EventFiles.subRip(prediction.events()));
        if (png != null) {
            Files.write(
                    png, Timeline.of(classified, prediction.events(), truths).png());
        }
        return 0;
    }

    private static void write(Path file, String text) throws IOException {
        if (file != null) {
            Files.writeString(file, text);
        }
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
