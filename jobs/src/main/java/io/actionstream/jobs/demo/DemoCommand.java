package io.actionstream.jobs.demo;

import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.LoadOptions;
import io.actionstream.jobs.options.convert.DeviceConverter;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.jobs.publish.Pace;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All of it in one process: Kafka, Flink, and cameras that play videos. */
@Command(
        name = "demo",
        description =
                "Start Kafka, Flink and a few cameras in one process, run the job on them, and end with a summary.")
public final class DemoCommand implements Callable<Integer> {

    private static final String OFF = "off";
    private static final int DEFAULT_PORT = 8090;
    private static final int MAX_PORT = 65535;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--videos",
            paramLabel = "DIR",
            description = "Videos in UCF101's layout, or any. Default: generated ones")
    private Path videos;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "The videos below --videos to play, a path on each line. Default: all")
    private Path list;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME|DIR",
            description =
                    "ucf101, synthetic, or a checkpoint's directory. Default: ucf101 with --videos, else synthetic")
    private String checkpoint;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            converter = DeviceConverter.class,
            description = "auto, cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}")
    private String device;

    @Mixin
    private LoadOptions load;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "4",
            converter = PositiveIntConverter.class,
            description = "Cameras that share the videos. Default: ${DEFAULT-VALUE}")
    private int cameras;

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description = "How fast videos play: ${COMPLETION-CANDIDATES}. Default: max with --videos, else realtime")
    private Pace pace;

    @Option(
            names = "--videos-per-action",
            paramLabel = "N",
            defaultValue = "4",
            converter = PositiveIntConverter.class,
            description = "How many videos of each action to generate. Default: ${DEFAULT-VALUE}")
    private int videosPerAction;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7919",
            description = "What generated videos are drawn from; not the training's. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--page",
            paramLabel = "PORT|off",
            description = "The port of the live page, or off for none. Default: 8090, or a free one if that is taken")
    private String page;

    @Override
    public Integer call() throws Exception {
        if (list != null && videos == null) {
            throw new ParameterException(command.commandLine(), "--list names videos below --videos, which is missing");
        }
        return GracefulStop.call(this::run);
    }

    private int run() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        try (var shown = servePage(out);
                var generated = TemporaryDirectory.create("actionstream-videos")) {
            List<LabelledVideo> playlist =
                    videos == null ? generate(generated.path(), out) : DemoCameras.given(videos, list, out::println);
            return new Demo(out, chosenPace(), jobOptions(), Optional.ofNullable(shown))
                    .play(DemoCameras.handOut(playlist, cameras));
        }
    }

    /** Null when none is wanted. */
    private DemoPage servePage(PrintWriter out) {
        if (OFF.equals(page)) {
            return null;
        }
        int port = page == null ? DEFAULT_PORT : port();
        var served = DemoPage.serve(port, page == null, checkpointConfig());
        out.println("The live page is at " + served.address());
        out.flush();
        return served;
    }

    private CheckpointConfig checkpointConfig() {
        try {
            return Checkpoint.read(chosenCheckpoint(), load.rules()).config();
        } catch (IOException e) {
            throw new LaunchException("cannot use --checkpoint: " + e.getMessage(), e);
        }
    }

    private int port() {
        try {
            int port = Integer.parseInt(page);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ParameterException(
                command.commandLine(),
                "Invalid value for option '--page': '" + page + "' is neither a port from 0 to " + MAX_PORT + " nor "
                        + OFF);
    }

    private Pace chosenPace() {
        if (pace != null) {
            return pace;
        }
        return videos == null ? Pace.REALTIME : Pace.MAX;
    }

    private String chosenCheckpoint() {
        if (checkpoint != null) {
            return checkpoint;
        }
        return (videos == null ? ShippedCheckpoint.SYNTHETIC : ShippedCheckpoint.UCF101).label();
    }

    private List<LabelledVideo> generate(Path folder, PrintWriter out) throws IOException, InterruptedException {
        out.println("Drawing " + videosPerAction + " videos of each action ...");
        out.flush();
        return DemoCameras.generated(folder, videosPerAction, seed);
    }

    private List<String> jobOptions() {
        List<String> options = new ArrayList<>(load.options());
        options.add("--device=" + device);
        options.add("--checkpoint=" + chosenCheckpoint());
        return options;
    }
}
