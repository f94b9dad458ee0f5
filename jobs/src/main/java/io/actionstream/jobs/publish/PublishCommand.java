package io.actionstream.jobs.publish;

import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.ImageOptions;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.TopicCreationOptions;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.jobs.options.convert.PercentConverter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes cameras of videos, folders, webcams and network addresses, and sends their frames to Kafka. */
@Command(
        name = "publish",
        description = "Send the frames of videos, folders, webcams or network cameras to the frames topic.")
public final class PublishCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private TopicCreationOptions creation;

    @Mixin
    private ImageOptions images;

    @Parameters(
            paramLabel = "SOURCE",
            description = "Video files, folders of videos, webcams (/dev/video0) or addresses (rtsp://...,"
                    + " http://..., file:///...), each a camera named for its file or folder, or camera-N. What has an"
                    + " end is played once.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--camera",
            paramLabel = "NAME=SOURCE",
            converter = NamedSource.Converter.class,
            description = "A source with the camera's name; repeatable. Default: none")
    private List<NamedSource> cameras = new ArrayList<>();

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            defaultValue = "realtime",
            description = "How fast files play: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Pace pace;

    @Option(names = "--loop", description = "Play files again and again, at their own pace. Default: once")
    private boolean loop;

    @Option(
            names = "--quality",
            paramLabel = "1..100",
            defaultValue = "90",
            converter = PercentConverter.class,
            description = "JPEG quality. Default: ${DEFAULT-VALUE}")
    private int quality;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = FrameSize.Converter.class,
            description = "Resize frames to this many pixels. Default: the video's own size")
    private FrameSize size;

    @Option(
            names = "--rate",
            paramLabel = "FPS",
            converter = RateConverter.class,
            description = "Most frames sent for each second of video. Default: all")
    private Double rate;

    @Option(
            names = "--label",
            paramLabel = "auto|none|NAME",
            defaultValue = "auto",
            description = "The true action: auto takes it from the folder below SOURCE that a video lies in, else from"
                    + " a UCF101 file's name. Default: ${DEFAULT-VALUE}")
    private String label;

    @Override
    public Integer call() throws Exception {
        requireEndOrPace();
        List<CameraPlan> plans = plans();
        Topics.ensure(kafka, creation, List.of(Topics.plain(topics.frames(), creation, images.maxRecordBytes())));
        Topics.warnOfBrokersTimestamps(kafka, topics.frames());
        return GracefulStop.call(() -> publish(plans));
    }

    private int publish(List<CameraPlan> plans) throws InterruptedException {
        var options = new PlayOptions(pace, loop, rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate));
        PrintWriter messages = command.commandLine().getErr();
        try (var frames = KafkaFrames.connect(kafka.clientProperties(), topics.frames(), images.maxRecordBytes());
                var progress = new PublishProgress(frames, plans.size(), messages);
                var playing =
                        Cameras.of(plans, options, quality, Optional.ofNullable(size), frames, messages::println)) {
            int unreadable = playing.play();
            frames.flush();
            progress.tell();
            return unreadable == 0 && frames.tooLarge() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void requireEndOrPace() {
        if (loop && pace == Pace.MAX) {
            throw new ParameterException(
                    command.commandLine(),
                    "--loop needs --pace=realtime: at max, times of capture run ahead of the clock without end");
        }
    }

    private List<CameraPlan> plans() {
        if (cameras.isEmpty() && sources.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing a SOURCE or --camera NAME=SOURCE");
        }
        var labels = new LabelRule(label);
        PrintWriter messages = command.commandLine().getErr();
        return CameraNames.name(named(), sources).entrySet().stream()
                .map(camera -> CameraPlan.of(camera.getKey(), camera.getValue(), labels, messages::println))
                .toList();
    }

    private Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        for (NamedSource camera : cameras) {
            if (named.put(camera.camera(), camera.source()) != null) {
                throw new ParameterException(
                        command.commandLine(), "--camera gives '" + camera.camera() + "' more than one source");
            }
        }
        return named;
    }
}
