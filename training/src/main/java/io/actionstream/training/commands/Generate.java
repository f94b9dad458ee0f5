package io.actionstream.training.commands;

import io.actionstream.synthetic.SyntheticOptions;
import io.actionstream.synthetic.SyntheticVideos;
import io.actionstream.synthetic.film.FilmOptions;
import io.actionstream.synthetic.film.Films;
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
        description = "Generates labelled videos of drawn people doing ten actions, and of idle people and empty rooms"
                + " (Idle), with lists for training, validation and test that share no person; or long films.")
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

    @Option(names = "--no-idle", description = "leave out Idle: people who stand, sit or walk through, and empty rooms")
    private boolean noIdle;

    @Option(
            names = "--films",
            paramLabel = "N",
            description =
                    "instead of videos of one action, N long ones of idle time and many actions, and segments.csv,"
                            + " which says when which action is shown")
    private Integer films;

    @Option(
            names = "--minutes",
            defaultValue = "4",
            paramLabel = "M",
            description = "with --films: length of a film (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--only-idle", description = "with --films: films in which nobody does any of the actions")
    private boolean onlyIdle;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (films != null) {
            generateFilms();
        } else if (onlyIdle) {
            throw new IllegalArgumentException("--only-idle needs --films");
        } else {
            generateVideos();
        }
        spec.commandLine().getOut().println(out);
        return 0;
    }

    private void generateFilms() throws IOException, InterruptedException {
        FilmOptions options = new FilmOptions(
                films,
                seed,
                minutes,
                frameRate,
                SceneOptions.UCF101,
                Runtime.getRuntime().availableProcessors(),
                onlyIdle);
        try (ProgressBar bar =
                ProgressBars.ofErrors(spec.commandLine().getErr()).start("generate", films, "films")) {
            Films.write(out, options, film -> bar.step());
        }
    }

    private void generateVideos() throws IOException, InterruptedException {
        SyntheticOptions options = new SyntheticOptions(
                videosPerClass,
                seed,
                seconds,
                frameRate,
                SceneOptions.UCF101,
                Runtime.getRuntime().availableProcessors(),
                !noIdle,
                true);
        int total = videosPerClass * (SyntheticAction.values().length + (noIdle ? 0 : 1));
        try (ProgressBar bar =
                ProgressBars.ofErrors(spec.commandLine().getErr()).start("generate", total, "videos")) {
            SyntheticVideos.write(out, options, video -> bar.step());
        }
    }
}
