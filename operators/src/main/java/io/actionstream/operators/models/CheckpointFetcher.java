package io.actionstream.operators.models;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads checkpoints from wherever Flink can read files. */
final class CheckpointFetcher {

    private CheckpointFetcher() {}

    /**
     * Reads a checkpoint: its files and nothing else, within their limits.
     *
     * @throws IOException when there is none that can be used; says why
     */
    static Checkpoint read(CheckpointPlace place, LoadRules rules) throws IOException {
        return place.isLocal()
                ? Checkpoint.read(place.directory(), rules)
                : Checkpoint.read(
                        place.location().toString(),
                        (name, maxBytes) -> fetch(new Path(place.remoteDirectory(), name), maxBytes),
                        rules);
    }

    private static byte[] fetch(Path file, int maxBytes) throws IOException {
        try {
            FileSystem files = FileSystem.get(file.toUri());
            requireSize(file, files.getFileStatus(file).getLen(), maxBytes);
            try (InputStream in = files.open(file)) {
                byte[] content = in.readNBytes(maxBytes + 1);
                requireSize(file, content.length, maxBytes); // it may have grown
                return content;
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(file + ": cannot be read: " + e, e);
        }
    }

    private static void requireSize(Path file, long bytes, int most) throws CheckpointException {
        if (bytes > most) {
            throw new CheckpointException(file + ": " + bytes + " bytes are more than the limit of " + most);
        }
    }
}
