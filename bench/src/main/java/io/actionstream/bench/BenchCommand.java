package io.actionstream.bench;

import io.actionstream.bench.micro.MicroBench;
import io.actionstream.bench.network.EngineBench;
import io.actionstream.bench.network.FirstClips;
import io.actionstream.bench.network.NetworkBench;
import io.actionstream.bench.network.StepBench;
import io.actionstream.bench.network.VideoInference;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Table;
import io.actionstream.bench.stream.Film;
import io.actionstream.bench.stream.StreamBench;
import io.actionstream.bench.training.EpochBench;
import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.demo.TemporaryDirectory;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.synthetic.SyntheticOptions;
import io.actionstream.synthetic.SyntheticVideos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Measures everything in one run and prints tables. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the network, training and the stream, each figure beside its yardstick of the same run.")
public final class BenchCommand implements Callable<Integer> {
    private static final int VIDEOS_PER_ACTION = 10;

    @Option(
            names = "--videos",
            defaultValue = "",
            description = "Folder of videos in UCF101's layout. Default: 100 generated ones")
    private String videos;

    @Option(names = "--list", defaultValue = "", description = "Those of them to use. Default: all")
    private String list;

    @Option(
            names = "--checkpoint",
            defaultValue = "",
            description =
                    "Name or directory; of a network of another maker only inference is measured, and TorchScript is allowed."
                            + " Default: synthetic, which is of 224x224")
    private String checkpoint;

    @Option(
            names = "--only",
            defaultValue = "",
            description = "start, network, training, frames or stream. Default: all")
    private String only;

    @Option(
            names = "--frames",
            defaultValue = "",
            split = ",",
            description =
                    "Sizes to which the stream's frames are scaled, such as 320x240,1920x1080. Default: the video's")
    private List<String> frames;

    public static void main(String[] args) {
        System.exit(MallocTuning.call(
                "bench",
                () -> new CommandLine(new BenchCommand())
                        .setExecutionExceptionHandler(BenchCommand::report)
                        .execute(args)));
    }

    /** Says in one line that a file cannot be used; all else is a fault of the benchmark. */
    private static int report(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!(failure instanceof IOException)) {
            throw failure;
        }
        command.getErr().println(failure.getMessage());
        return ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws Exception {
        return GracefulStop.call(this::measure);
    }

    private int measure() throws Exception {
        String name = checkpoint.isBlank() ? ShippedCheckpoint.SYNTHETIC.label() : checkpoint;
        Checkpoint read = Checkpoint.read(name, LoadRules.DEFAULT.withTorchScript());
        if (!read.config().architecture().isBuiltIn()) {
            print("Network of another maker", new EngineBench(read).figures());
            return 0;
        }
        try (TemporaryDirectory work = TemporaryDirectory.create("actionstream-bench")) {
            // First, since a wrong folder must not cost minutes of measuring.
            List<LabelledVideo> chosen =
                    only.equals("start") ? List.of() : chosenVideos(work.path().resolve("videos"));
            if (wanted("start")) {
                print("Start", FirstClips.figures(name));
            }
            if (only.equals("start")) {
                return 0;
            }
            NetworkBench network = new NetworkBench(name);
            System.out.println("logits of the fixed clip " + Arrays.toString(network.fixedLogits()));
            if (wanted("network")) {
                print("Network", network.inference());
            }
            List<Figure> video = List.of();
            if (wanted("network") || wanted("stream")) {
                video = new VideoInference(name, chosen.get(0).file()).figures();
                print("Network, with a video", video);
            }
            if (wanted("network") || wanted("training")) {
                List<Figure> step = new StepBench(name).figures();
                print("Training step", step);
                if (wanted("training")) {
                    EpochBench epoch = new EpochBench(chosen, work.path().resolve("run"));
                    print(
                            "Training",
                            epoch.figures(figure(step, "training step").value()));
                }
            }
            if (wanted("frames")) {
                print("Frames, by JMH", MicroBench.figures(chosen, work.path().resolve("pictures")));
            }
            if (wanted("stream")) {
                for (String size : frames) {
                    StreamBench stream = new StreamBench(
                            Film.of(chosen.get(0).file(), size),
                            name,
                            figure(video, VideoInference.NAME + 8).value(),
                            figure(video, VideoInference.NAME + 1));
                    String shown = size.isBlank() ? "" : ", frames of " + size;
                    print("Stream" + shown + ", the broker's files in " + stream.brokerFiles(), stream.figures());
                }
            }
        }
        return 0;
    }

    private boolean wanted(String section) {
        return only.isBlank() || only.equals(section);
    }

    private List<LabelledVideo> chosenVideos(Path folder) throws IOException, InterruptedException {
        if (videos.isBlank()) {
            SyntheticVideos.write(folder, SyntheticOptions.of(VIDEOS_PER_ACTION, 1), video -> {});
            return VideoFiles.below(folder);
        }
        return list.isBlank()
                ? VideoFiles.below(Path.of(videos), System.err::println)
                : VideoFiles.listed(Path.of(list), Path.of(videos), System.err::println);
    }

    private static Figure figure(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static void print(String title, List<Figure> figures) {
        System.out.print(Table.of(title, figures));
        System.out.flush();
    }
}
