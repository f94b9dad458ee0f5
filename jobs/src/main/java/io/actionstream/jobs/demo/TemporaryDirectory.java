package io.actionstream.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** A directory that is deleted, with what is in it, when closed. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

    /** Creates one, where the system keeps such, whose name begins with {@code prefix}. */
    public static TemporaryDirectory create(String prefix) {
        return create(Path.of(System.getProperty("java.io.tmpdir")), prefix);
    }

    /** Creates one in another directory. */
    public static TemporaryDirectory create(Path parent, String prefix) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(parent, prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        FileUtils.deleteDirectoryQuietly(path.toFile());
    }
}
