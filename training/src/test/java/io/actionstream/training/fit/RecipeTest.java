package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.Augmentation;
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
        assertThat(tutorial)
                .isEqualTo(new Recipe(
                        "tutorial",
                        50,
                        8,
                        false,
                        1e-4,
                        0,
                        false,
                        0,
                        0,
                        0,
                        0,
                        224,
                        0,
                        224,
                        Padding.BLACK,
                        Augmentation.NONE,
                        null));
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
        CheckpointConfig checkpoint =
                config(ClipSpec.TUTORIAL.withSize(112, 112).withPadding(Padding.BLACK));

        Recipe recipe = Recipe.read("refine").like(checkpoint);

        assertThat(recipe.clip()).isEqualTo(checkpoint.clip());
        assertThat(recipe.blocks()).containsExactly(16, 32);
        assertThat(recipe.epochs()).isEqualTo(Recipe.read("refine").epochs());
    }

    @Test
    void shouldRefuseToGoOnWithClipsThatNoRecipeTrains() throws IOException {
        Recipe refine = Recipe.read("refine");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> refine.like(config(ClipSpec.TUTORIAL.withSize(112, 96))))
                .withMessageContaining("test is for clips that no recipe trains");
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
        return new Recipe(
                "cosine",
                epochs,
                8,
                false,
                1,
                warmup,
                true,
                0,
                0,
                0,
                0,
                224,
                0,
                224,
                Padding.BLACK,
                Augmentation.NONE,
                null);
    }
}
