package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    @TempDir
    private Path folder;

    @Test
    void shouldShipTheTutorialAsItIsWritten() throws IOException {
        Recipe tutorial = Recipe.read("tutorial");
        assertThat(tutorial).isEqualTo(Recipes.of("tutorial", 50, 1e-4, 0, false));
        assertThat(tutorial.rateAt(0.01)).isEqualTo(1e-4);
        assertThat(tutorial.rateAt(50)).isEqualTo(1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"best", "tutorial"})
    void shouldHaveAFiniteRateAtEveryStepHoweverFewTheEpochs(String name) throws IOException {
        for (int epochs = 1; epochs <= 4; epochs++) {
            Recipe recipe = Recipe.read(name).withEpochs(epochs);
            for (int step = 1; step <= epochs * 10; step++) {
                assertThat(recipe.rateAt(step / 10.0)).isFinite().isBetween(0.0, recipe.learningRate());
            }
        }
    }

    @Test
    void shouldWarmUpAndThenFallAlongAHalfCosine() {
        Recipe recipe = cosine(10, 2);
        assertThat(recipe.rateAt(0.5)).isEqualTo(0.25, within(1e-9));
        assertThat(recipe.rateAt(2)).isEqualTo(1, within(1e-9));
        assertThat(recipe.rateAt(6)).isEqualTo(0.5, within(1e-9));
        assertThat(recipe.rateAt(10)).isEqualTo(0, within(1e-9));
    }

    @Test
    void shouldFallFromTheFirstStepWithoutWarmUp() {
        assertThat(cosine(10, 0).rateAt(5)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void shouldGoOnWithTheClipsAndBlocksOfACheckpoint() throws IOException {
        CheckpointConfig checkpoint = config(new ClipSpec(16, 300, 112, 160, Padding.LAST));

        Recipe recipe = Recipe.read("refine").like(checkpoint);

        assertThat(recipe.clip()).isEqualTo(checkpoint.clip());
        assertThat(recipe.blocks()).containsExactly(16, 32);
        assertThat(recipe.epochs()).isEqualTo(Recipe.read("refine").epochs());
    }

    @Test
    void shouldRefuseToGoOnWithClipsThatNoRecipeTrains() throws IOException {
        Recipe refine = Recipe.read("refine");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> refine.like(config(new ClipSpec(3, 200, 16, 16, Padding.LAST))))
                .withMessageContaining("frames must be between 4 and 64");
    }

    private static CheckpointConfig config(ClipSpec clip) {
        return new CheckpointConfig(
                        CheckpointConfig.FORMAT,
                        CheckpointConfig.ARCHITECTURE,
                        "test",
                        clip,
                        List.of("A", "B"),
                        null,
                        Map.of())
                .withBlocks(List.of(16, 32));
    }

    @Test
    void shouldReadAFile() throws IOException {
        Path file = write(json("\"batch\": 4"));
        assertThat(Recipe.read(file.toString()).batch()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "epochs": 0               | epochs must be at least 1, not 0
                    "batch": 0                | batch must be at least 1, not 0
                    "learningRate": 0         | learningRate must be above 0, not 0.0
                    "warmupEpochs": -1        | warmupEpochs must be at least 0, not -1.0
                    "weightDecay": -1         | weightDecay must be at least 0, not -1.0
                    "labelSmoothing": 1       | labelSmoothing must be in [0, 1), not 1.0
                    "mixup": -1               | mixup must be at least 0, not -1.0
                    "averaging": 1            | averaging must be in [0, 1), not 1.0
                    "smallEpochs": -1         | smallEpochs must be at least 0, not -1
                    "side": 100               | side must be a multiple of 16, not 100
                    "side": -16               | side must be a multiple of 16, not -16
                    "side": 4096              | side must be at most 2048, not 4096
                    "frames": 3               | frames must be between 4 and 64, not 3
                    "frames": 65              | frames must be between 4 and 64, not 65
                    "frames": 8.5             | Cannot coerce Floating-point value (8.5) to `java.lang.Integer`
                    "intervalMillis": 39      | intervalMillis must be between 40 and 5000 ms, not 39
                    "intervalMillis": 5001    | intervalMillis must be between 40 and 5000 ms, not 5001
                    "height": 0               | height must be a multiple of 16, not 0
                    "height": 100             | height must be a multiple of 16, not 100
                    "width": 120              | width must be a multiple of 16, not 120
                    "width": 2064             | width must be at most 2048, not 2064
                    "smallEpochs": 1          | smallSide must be a multiple of 16, not 0
                    "name": " "               | name is missing
                    "padding": null           | padding is missing
                    "augmentation": null      | augmentation is missing
                    "augmentation": {"zoom":9}| augmentation zoom must be between 0 and 4.0, not 9.0
                    "padding": "white"        | white
                    "colour": "red"           | colour
                    "epochs": many            | many
                    """)
    void shouldSayWhatIsWrongWithAFile(String entry, String complaint) throws IOException {
        Path file = write(json(entry));
        assertThatThrownBy(() -> Recipe.read(file.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldSayThatAFileHoldsNoRecipe() throws IOException {
        Path file = write("null");
        assertThatThrownBy(() -> Recipe.read(file.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldTrainForTheTutorialsClipsUnlessTheFileSaysOtherwise() throws IOException {
        assertThat(Recipe.read(write(json("\"batch\": 4")).toString()).clip())
                .isEqualTo(ClipSpec.TUTORIAL.withPadding(Padding.LAST));
        assertThat(Recipe.read(write(json("\"side\": 112")).toString()).clip())
                .isEqualTo(ClipSpec.TUTORIAL.withPadding(Padding.LAST).withSize(112, 112));
    }

    @Test
    void shouldTrainForClipsOfAnySamplingAndSize() throws IOException {
        Path file = write(json("\"frames\": 8, \"intervalMillis\": 200, \"height\": 96, \"width\": 128"));
        Recipe recipe = Recipe.read(file.toString());

        assertThat(recipe.clip()).isEqualTo(new ClipSpec(8, 200, 96, 128, Padding.LAST));
        assertThat(recipe.withEpochs(2).clip()).isEqualTo(recipe.clip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "frames": 4            | 4, 600, 224, 224
                    "frames": 64           | 64, 600, 224, 224
                    "intervalMillis": 40   | 10, 40, 224, 224
                    "intervalMillis": 5000 | 10, 5000, 224, 224
                    "height": 16           | 10, 600, 16, 224
                    "width": 2048          | 10, 600, 224, 2048
                    "side":112, "width":48 | 10, 600, 112, 48
                    """)
    void shouldTakeTheTutorialsValueForWhatIsLeftOut(String entry, String clip) throws IOException {
        ClipSpec spec = Recipe.read(write(json(entry)).toString()).clip();

        assertThat(clip).isEqualTo("%d, %d, %d, %d", spec.frames(), spec.intervalMillis(), spec.height(), spec.width());
    }

    @Test
    void shouldSayThatThereIsNoSuchRecipe() {
        assertThatThrownBy(() -> Recipe.read("bets"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bets");
    }

    /** A whole recipe in which one entry is replaced by another, or added. */
    private static String json(String entry) {
        String key = entry.substring(0, entry.indexOf(':'));
        StringBuilder json = new StringBuilder("{");
        for (String usual : new String[] {
            "\"name\": \"mine\"",
            "\"epochs\": 3",
            "\"batch\": 8",
            "\"learningRate\": 0.1",
            "\"padding\": \"last\"",
            "\"augmentation\": {}"
        }) {
            json.append(usual.startsWith(key) ? "" : usual + ", ");
        }
        return json + entry + "}";
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("mine.json"), json);
    }

    private static Recipe cosine(int epochs, double warmup) {
        return Recipes.of("cosine", epochs, 1, warmup, true);
    }
}
