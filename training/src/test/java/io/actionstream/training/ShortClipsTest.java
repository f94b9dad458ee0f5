package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips for actions that last a second go through every command. */
class ShortClipsTest {
    private static final String RECIPE = """
            {"name": "short", "epochs": 1, "batch": 2, "learningRate": 1e-3, "padding": "last", "augmentation": {},
             "frames": 8, "intervalMillis": 200, "height": 96, "width": 128}
            """;

    @TempDir
    private static Path folder;

    private static Path videos;
    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        videos = TestVideos.stripes(folder.resolve("videos"), 2);
        run = folder.resolve("run");
        Path recipe = Files.writeString(folder.resolve("short.json"), RECIPE);

        Cli cli = Cli.run("train", "--data=" + videos, "--recipe=" + recipe, "--out=" + run);

        assertThat(cli.exit()).as(cli.err()).isZero();
    }

    @Test
    void shouldStandInTheCheckpoint() throws IOException {
        assertThat(Checkpoint.readConfig(run.resolve("best")).clip())
                .isEqualTo(new ClipSpec(8, 200, 96, 128, Padding.LAST));
    }

    @Test
    void shouldBeEvaluated() {
        Cli cli = Cli.run("evaluate", "--checkpoint=" + run.resolve("best"), "--data=" + videos);

        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("samples 4", "accuracy");
    }

    @Test
    void shouldBePredicted() throws IOException {
        Path film = TestVideos.brightening(folder.resolve("film.avi"), 40);

        Cli cli = Cli.run("predict", "--checkpoint=" + run.resolve("best"), film.toString());

        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).isNotEmpty();
    }

    @Test
    void shouldHaveAModelCard() throws IOException {
        assertThat(run.resolve("last/README.md"))
                .content()
                .contains("A clip is 8 frames of 128x96 pixels, 200 ms apart.");
        Files.writeString(run.resolve("last/README.md"), "a \u001b[2J card\n\nof \u202eours");
        Path config = run.resolve("last/config.json");
        Files.writeString(config, Files.readString(config).replace("\"Across\"", "\"A\\u001b[2Jcross\""));

        Cli cli = Cli.run("inspect", run.resolve("last").toString());

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).contains("labels        2: A?[2Jcross, Down").doesNotContain("\u001b");
        assertThat(cli.out().lines().toList()).endsWith("a ?[2J card", "", "of ?ours");
    }
}
