package io.actionstream.jobs.testing;

import io.actionstream.media.video.VideoWriter;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small videos and a small network, for tests. */
public final class TestVideos {

    public static final int FRAMES_PER_SECOND = 5;

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private TestVideos() {}

    /** A video of one shade of grey. */
    public static Path write(Path file, int shade, int seconds) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] frame = new byte[WIDTH * HEIGHT * ClipSpec.CHANNELS];
        Arrays.fill(frame, (byte) shade);
        try (var writer = VideoWriter.create(file, WIDTH, HEIGHT, FRAMES_PER_SECOND)) {
            for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
                writer.write(frame);
            }
        }
        return file;
    }

    /** A checkpoint of an untrained network for small frames. */
    public static Path checkpoint(Path directory, List<String> labels) throws IOException {
        return checkpoint(directory, "untrained-1", labels);
    }

    /** The same, of a version. */
    public static Path checkpoint(Path directory, String version, List<String> labels) throws IOException {
        return checkpoint(directory, version, labels, ClipSpec.TUTORIAL.withSize(32, 32));
    }

    /** The same, for other clips. */
    public static Path checkpoint(Path directory, String version, List<String> labels, ClipSpec clip)
            throws IOException {
        var config = new CheckpointConfig(
                CheckpointConfig.FORMAT, CheckpointConfig.ARCHITECTURE, version, clip, labels, null, Map.of());
        new Checkpoint(config, Layout.of(labels.size()).initialise(1)).write(directory);
        return directory;
    }
}
