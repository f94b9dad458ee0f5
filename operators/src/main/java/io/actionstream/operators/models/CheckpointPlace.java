package io.actionstream.operators.models;

import io.actionstream.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;

/**
 * The directory of a checkpoint: one of this machine, or of a file system that Flink knows.
 *
 * @param location a URI with a scheme
 */
record CheckpointPlace(URI location) {

    private static final String LOCAL = "file";

    /** Dots and slashes of a path that would be decoded twice. */
    private static final Pattern ENCODED_STEP = Pattern.compile("%(2e|2f|5c)", Pattern.CASE_INSENSITIVE);

    /**
     * The place that an absolute path or a URI names.
     *
     * @throws CheckpointException when it is neither
     */
    static CheckpointPlace of(String uri) throws CheckpointException {
        try {
            URI location = uri.startsWith("/") ? java.nio.file.Path.of(uri).toUri() : new URI(uri);
            if (location.isAbsolute()) {
                return new CheckpointPlace(location);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CheckpointException("'" + uri + "' is no URI: " + e.getMessage(), e);
        }
        throw new CheckpointException("'" + uri + "' is neither an absolute path nor a URI with a scheme");
    }

    boolean isLocal() {
        return LOCAL.equalsIgnoreCase(location.getScheme());
    }

    /** The directory, for a place on this machine. */
    java.nio.file.Path directory() throws CheckpointException {
        try {
            return java.nio.file.Path.of(location);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("'" + location + "' is no path on this machine: " + e.getMessage(), e);
        }
    }

    /**
     * The directory, for a place elsewhere. Flink decodes a path, takes backslashes for slashes and removes dots: this is
     * what becomes of it.
     */
    Path remoteDirectory() throws CheckpointException {
        String path = location.getPath();
        if (path == null) {
            throw new CheckpointException("'" + location + "' is no directory");
        }
        try {
            return new Path(location.getScheme(), location.getAuthority(), path.isEmpty() ? "/" : path);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("'" + location + "' is no directory: " + e.getMessage(), e);
        }
    }

    /** Tells whether this is a prefix or lies somewhere below it; links are followed. */
    boolean isUnder(CheckpointPlace prefix) throws IOException {
        if (isLocal() != prefix.isLocal()) {
            return false;
        }
        return isLocal()
                ? isBelow(prefix.directory())
                : isBelow(prefix.remoteDirectory().toUri());
    }

    private boolean isBelow(java.nio.file.Path prefix) throws IOException {
        java.nio.file.Path top = real(prefix);
        java.nio.file.Path directory = directory();
        if (!real(directory).startsWith(top)) {
            return false;
        }
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<java.nio.file.Path> files = Files.list(directory)) {
            return files.allMatch(file -> real(file).startsWith(top));
        }
    }

    /** The path without links, as far as it exists. */
    private static java.nio.file.Path real(java.nio.file.Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            java.nio.file.Path parent = path.getParent();
            return parent == null
                    ? path
                    : real(parent).resolve(path.getFileName()).normalize();
        }
    }

    private boolean isBelow(URI prefix) throws CheckpointException {
        URI directory = remoteDirectory().toUri();
        String top = prefix.getPath();
        String path = directory.getPath();
        return directory.getScheme().equalsIgnoreCase(prefix.getScheme())
                && Objects.equals(directory.getAuthority(), prefix.getAuthority())
                && (path + "/").startsWith(top.endsWith("/") ? top : top + "/")
                && !List.of(path.split("/")).contains("..")
                && !ENCODED_STEP.matcher(path).find();
    }
}
