package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.SafeTensors;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Epoch FIRST = new Epoch(1, 1e-3, 2.25, 0.125, 2.5, 0.25, 8, 40);
    private static final Epoch SECOND = new Epoch(2, 5e-4, 1.5, 0.5, 1.75, 0.75, 8.5, 38);

    @TempDir
    private Path path;

    private RunFolder folder;
    private final TrainingState weights = TrainingState.from(Layout.of(2).initialise(1));

    @BeforeEach
    void open() throws IOException {
        folder = new RunFolder(path.resolve("runs").resolve("one"));
    }

    @Test
    void shouldGiveBackTheStateItWasGiven() throws IOException {
        folder.writeState(new RunFolder.State(weights, 2, List.of(FIRST, SECOND)));
        RunFolder.State state = folder.readState();
        assertThat(state.epochs()).isEqualTo(2);
        assertThat(state.history()).containsExactly(FIRST, SECOND);
        assertSame(state.weights().values(), weights.values());
        assertSame(state.weights().mean(), weights.mean());
        assertSame(state.weights().square(), weights.square());
        assertSame(state.weights().average(), weights.average());
    }

    @Test
    void shouldRefuseToGoOnOtherwiseThanItWasBegun() throws IOException {
        Recipe recipe = Recipe.read("synthetic");
        folder.writeHow(recipe, BackboneRate.FROZEN);

        assertThatCode(() -> folder.requireSame(recipe, BackboneRate.FROZEN)).doesNotThrowAnyException();
        for (Executable other : List.<Executable>of(
                () -> folder.requireSame(recipe, BackboneRate.FULL),
                () -> folder.requireSame(recipe.withEpochs(1), BackboneRate.FROZEN))) {
            assertThatThrownBy(other::execute)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--resume")
                    .hasMessageContaining("run.json");
        }
    }

    @Test
    void shouldHoldNoStateAtFirst() {
        assertThat(folder.holdsState()).isFalse();
    }

    /** As when the run was killed after the history was written and before the state was. */
    @Test
    void shouldForgetAnEpochThatTheStateDoesNotHave() throws IOException {
        folder.writeState(new RunFolder.State(weights, 1, List.of(FIRST, SECOND)));
        assertThat(folder.readState().history()).containsExactly(FIRST);
    }

    @Test
    void shouldWriteTheHistoryAsATable() throws IOException {
        folder.writeState(new RunFolder.State(weights, 1, List.of(FIRST)));
        assertThat(Files.readAllLines(path.resolve("runs/one/history.csv")))
                .containsExactly(
                        "epoch,learning_rate,loss,accuracy,validation_loss,validation_accuracy,clips_per_second,seconds",
                        "1,0.00100000,2.25000,0.1250,2.50000,0.2500,8.00,40.0");
    }

    @Test
    void shouldSayThatAStateIsBroken() throws IOException {
        Files.writeString(path.resolve("runs/one/state.safetensors"), "nothing of the kind");
        assertThatThrownBy(folder::readState)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("state.safetensors");
    }

    @Test
    void shouldSayThatAFileIsNoState() throws IOException {
        SafeTensors.write(path.resolve("runs/one/state.safetensors"), weights.values());
        assertThatThrownBy(folder::readState)
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith("state.safetensors: not the state of a run, its progress is missing");
    }

    @Test
    void shouldSayThatTheHistoryIsTooShort() throws IOException {
        folder.writeState(new RunFolder.State(weights, 2, List.of(FIRST)));
        assertThatThrownBy(folder::readState)
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith("state.safetensors: it is of epoch 2, but the history has only 1");
    }

    private static void assertSame(Map<String, Tensor> read, Map<String, Tensor> written) {
        assertThat(read.keySet()).containsExactlyElementsOf(written.keySet());
        written.forEach(
                (name, tensor) -> assertThat(read.get(name).values()).as(name).containsExactly(tensor.values()));
    }
}
