package io.actionstream.training;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Checkpoints for tests. */
final class TestCheckpoints {

    private TestCheckpoints() {}

    /** Writes an untrained one for the classes of {@link TestVideos#stripes}, with small and short clips. */
    static Checkpoint untrained(Path directory) throws IOException {
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                "test",
                new ClipSpec(3, 200, 16, 16, Padding.LAST),
                List.of("Across", "Down"),
                null,
                Map.of());
        Checkpoint checkpoint = new Checkpoint(config, Layout.of(2).initialise(1));
        checkpoint.write(directory);
        return checkpoint;
    }
}
