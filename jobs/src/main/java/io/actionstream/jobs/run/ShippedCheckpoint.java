package io.actionstream.jobs.run;

import io.actionstream.model.checkpoint.Checkpoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkpoint in the jar, trained on generated videos, as the directory that a checkpoint must be. */
public final class ShippedCheckpoint {

    private static final String RESOURCE = "/checkpoints/synthetic/";

    private static Path directory;

    private ShippedCheckpoint() {}

    /** A copy in a temporary directory, made once for each process and gone with it. */
    public static synchronized Path directory() throws IOException {
        if (directory == null) {
            directory = copy();
        }
        return directory;
    }

    private static Path copy() throws IOException {
        Path copy = Files.createTempDirectory("actionstream-checkpoint");
        copy.toFile().deleteOnExit();
        for (String file : Checkpoint.FILES.keySet()) {
            try (InputStream content = ShippedCheckpoint.class.getResourceAsStream(RESOURCE + file)) {
                if (content == null) {
                    throw new FileNotFoundException("this build ships no checkpoint: no resource " + RESOURCE + file);
                }
                Files.copy(content, copy.resolve(file));
                copy.resolve(file).toFile().deleteOnExit();
            }
        }
        return copy;
    }
}
