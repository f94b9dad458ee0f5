package io.actionstream.training.commands;

import io.actionstream.synthetic.SyntheticOptions;
import io.actionstream.synthetic.SyntheticVideos;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes labelled videos of drawn people. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Generates labelled videos of drawn people doing ten actions, with lists for"
                + " training, validation and test that share no person.")
public final class Generate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write to")
    private Path out;

    @Option(
            names = "--videos-per-class",
            defaultValue = "50",
            paramLabel = "N",
            description = "videos of each action (default: ${DEFAULT-VALUE})")
    private int videosPerClass;

    @Option(names = "--seed", defaultValue = "1", description = "of all that is drawn (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--seconds",
            defaultValue = "6.5",
            paramLabel = "S",
            description = "length of a video (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--frame-rate",
            defaultValue = "25",
            paramLabel = "FPS",
            description = "frames a second (default: ${DEFAULT-VALUE})")
    private double frameRate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SyntheticOptions options = new SyntheticOptions(
                videosPerClass,
                seed,
                seconds,
                frameRate,
                SceneOptions.UCF101,
                Runtime.getRuntime().availableProcessors(),
                true);
        int total = videosPerClass * SyntheticAction.values().length;
        try (ProgressBar bar =
                ProgressBars.ofErrors(spec.commandLine().getErr()).start("generate", total, "videos")) {
            SyntheticVideos.write(out, options, video -> bar.step());
        }
        spec.commandLine().getOut().println(out);
        return 0;
    }
}
