package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShippedCheckpointTest {

    @ParameterizedTest
    @EnumSource
    void shouldBeReadByItsName(ShippedCheckpoint shipped) throws IOException {
        CheckpointConfig config = Checkpoint.read(shipped.label()).config();
        assertThat(config.labels()).hasSize(10 + config.background().size());
        assertThat(config.metrics()).containsKey("validation_accuracy");
        assertThat(config.temperature()).isBetween(0.3, 1.0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveItsConfigurationAlone(ShippedCheckpoint shipped) throws IOException {
        assertThat(Checkpoint.readConfig(shipped.label()))
                .isEqualTo(shipped.read().config());
    }

    @Test
    void shouldKnowActionsOfUcf101() throws IOException {
        assertThat(Checkpoint.read("ucf101").config().labels()).contains("Archery", "PlayingPiano");
    }

    @Test
    void shouldKnowIdlePeopleAsBackground() throws IOException {
        assertThat(Checkpoint.read("synthetic").config().background()).containsExactly("Idle");
        assertThat(Checkpoint.read("ucf101").config().background()).isEmpty();
    }

    @Test
    void shouldLeaveDirectoriesToBeNamedLikeIt(@TempDir Path folder) throws IOException {
        ShippedCheckpoint.SYNTHETIC.read().write(folder.resolve("ucf101"));
        assertThat(Checkpoint.read(folder.resolve("ucf101").toString()).config().labels())
                .contains("JumpingJacks");
    }

    @Test
    void shouldTakeAnyOtherNameForADirectory() {
        assertThatThrownBy(() -> Checkpoint.read("ucf102"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("ucf102")
                .hasMessageContaining("no checkpoint directory");
    }
}
