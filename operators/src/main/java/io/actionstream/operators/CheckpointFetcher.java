package io.actionstream.operators;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads checkpoints from wherever Flink can read files. */
final class CheckpointFetcher {

    private CheckpointFetcher() {}

    /**
     * Reads a checkpoint: its two files and nothing else, within their limits.
     *
     * @param uri an absolute path, or a URI of a scheme that Flink knows
     * @throws IOException when there is none that can be used; says why
     */
    static Checkpoint read(String uri) throws IOException {
        URI location = location(uri);
        return "file".equals(location.getScheme())
                ? Checkpoint.read(local(location))
                : Checkpoint.read(uri, (name, maxBytes) -> fetch(location, name, maxBytes));
    }

    private static URI location(String uri) throws CheckpointException {
        try {
            URI location = uri.startsWith("/") ? java.nio.file.Path.of(uri).toUri() : new URI(uri);
            if (location.isAbsolute()) {
                return location;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CheckpointException("'" + uri + "' is no URI: " + e.getMessage(), e);
        }
        throw new CheckpointException("'" + uri + "' is neither an absolute path nor a URI with a scheme");
    }

    private static java.nio.file.Path local(URI location) throws CheckpointException {
        try {
            return java.nio.file.Path.of(location);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("'" + location + "' is no path on this machine: " + e.getMessage(), e);
        }
    }

    private static byte[] fetch(URI directory, String name, int maxBytes) throws IOException {
        Path file = new Path(new Path(directory), name);
        try {
            FileSystem files = FileSystem.get(directory);
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
