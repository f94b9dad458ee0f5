package io.actionstream.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The checkpoints in the jar. */
public enum ShippedCheckpoint {
    /** Knows ten actions of UCF101; for real cameras. */
    UCF101,
    /** Knows the ten actions of generated videos, and idle people as background; for the demo. */
    SYNTHETIC;

    /** The one of that name; empty when what was named is a directory. */
    public static Optional<ShippedCheckpoint> of(String name) {
        return Arrays.stream(values())
                .filter(shipped -> shipped.label().equals(name))
                .findFirst();
    }

    /** The name that options know it by. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads and checks it. */
    public Checkpoint read() throws IOException {
        return Checkpoint.read(label(), (file, most) -> bytes(file), LoadRules.DEFAULT);
    }

    /** Reads and checks only what it is. */
    CheckpointConfig readConfig() throws IOException {
        return Checkpoint.readConfig(label(), (file, most) -> bytes(file));
    }

    private byte[] bytes(String file) throws IOException {
        String resource = "/checkpoints/" + label() + "/" + file;
        try (InputStream content = ShippedCheckpoint.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new CheckpointException(
                        "this build ships no checkpoint " + label() + ": no resource " + resource);
            }
            return content.readAllBytes();
        }
    }
}
