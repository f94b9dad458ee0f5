package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuneITCase {
    private static final String RECIPE = """
            {"name": "tiny", "epochs": 1, "batch": 2, "learningRate": 1e-2, "smallEpochs": 1, "smallSide": 16,
             "padding": "last", "augmentation": {}}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTrainTheHeadOfAnotherCheckpoint() throws Exception {
        TestVideos.stripes(folder.resolve("videos"), 2);
        Files.writeString(folder.resolve("recipe.json"), RECIPE);
        Checkpoint before = TestCheckpoints.untrained(folder.resolve("before"));

        Cli cli = Cli.run(
                "train",
                "--data=" + folder.resolve("videos"),
                "--recipe=" + folder.resolve("recipe.json"),
                "--from=" + folder.resolve("before"),
                "--freeze",
                "--device=cpu",
                "--out=" + folder.resolve("run"));

        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("epoch 1/1: loss");
        Checkpoint after = Checkpoint.read(folder.resolve("run/last"));
        assertThat(after.weights().get("stem.spatial.weight").values())
                .containsExactly(before.weights().get("stem.spatial.weight").values());
        assertThat(after.weights().get("head.weight").values())
                .isNotEqualTo(before.weights().get("head.weight").values());
    }
}
