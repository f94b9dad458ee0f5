package io.actionstream.jobs.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PageStartTest {

    @TempDir
    private Path folder;

    @Test
    void shouldCallNothingWhatTheCheckpointCallsBackground() {
        assertThat(start("--checkpoint=synthetic").nothing()).isEqualTo("Idle");
        assertThat(start("--checkpoint=ucf101").nothing()).isEqualTo("Nothing");
        assertThat(start().nothing()).isEqualTo("Nothing");
        assertThat(start("--checkpoint=synthetic", "--nothing-label=Empty").nothing())
                .isEqualTo("Empty");
    }

    @Test
    void shouldReadNoNetworkOfACheckpoint() throws IOException {
        ShippedCheckpoint.SYNTHETIC.read().write(folder.resolve("model"));
        Files.delete(folder.resolve("model").resolve(Checkpoint.WEIGHTS_FILE));

        assertThat(start("--checkpoint=" + folder.resolve("model")).nothing()).isEqualTo("Idle");
    }

    @Test
    void shouldNameTheOptionWhoseCheckpointIsNone() {
        assertThatThrownBy(() -> start("--checkpoint=" + folder))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("--checkpoint: ")
                .hasMessageContaining("config.json is missing");
    }

    private static PageStart start(String... options) {
        return new PageStart(null, null, CommandLine.populateCommand(new PageOptions(), options), "");
    }
}
