package io.actionstream.operators;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.util.FileUtils;

/** Reads checkpoints from wherever Flink can read files. */
final class CheckpointFetcher {

    private static final int BUFFER_BYTES = 1 << 16;

    private CheckpointFetcher() {}

    /**
     * Reads a checkpoint. One that is not on this machine's disk is copied to a temporary directory for it: its two files
     * and nothing else, within their limits.
     *
     * @param uri an absolute path, or a URI of a scheme that Flink knows
     * @throws IOException when there is none that can be used; says why
     */
    static Checkpoint read(String uri) throws IOException {
        URI location = location(uri);
        if ("file".equals(location.getScheme())) {
            return Checkpoint.read(local(location));
        }
        Path copy = Files.createTempDirectory("actionstream-model");
        try {
            for (Map.Entry<String, Integer> file : Checkpoint.FILES.entrySet()) {
                copy(location, file.getKey(), file.getValue(), copy);
            }
            return Checkpoint.read(copy);
        } catch (CheckpointException e) {
            throw new CheckpointException(e.getMessage().replace(copy.toString(), uri), e);
        } finally {
            FileUtils.deleteDirectoryQuietly(copy.toFile());
        }
    }

    private static URI location(String uri) throws CheckpointException {
        try {
            URI location = uri.startsWith("/") ? Path.of(uri).toUri() : new URI(uri);
            if (location.isAbsolute()) {
                return location;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CheckpointException("'" + uri + "' is no URI: " + e.getMessage(), e);
        }
        throw new CheckpointException("'" + uri + "' is neither an absolute path nor a URI with a scheme");
    }

    private static Path local(URI location) throws CheckpointException {
        try {
            return Path.of(location);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("'" + location + "' is no path on this machine: " + e.getMessage(), e);
        }
    }

    private static void copy(URI directory, String name, int maxBytes, Path target) throws IOException {
        var file = new org.apache.flink.core.fs.Path(new org.apache.flink.core.fs.Path(directory), name);
        try {
            FileSystem files = FileSystem.get(directory);
            requireSize(file, files.getFileStatus(file).getLen(), maxBytes);
            try (InputStream in = files.open(file);
                    OutputStream out = Files.newOutputStream(target.resolve(name))) {
                long copied = 0;
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    copied += read;
                    requireSize(file, copied, maxBytes);
                    out.write(buffer, 0, read);
                }
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(file + ": cannot be read: " + e, e);
        }
    }

    private static void requireSize(org.apache.flink.core.fs.Path file, long bytes, int most)
            throws CheckpointException {
        if (bytes > most) {
            throw new CheckpointException(file + ": larger than " + most + " bytes");
        }
    }
}
