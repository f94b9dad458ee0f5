package io.actionstream.operators.models;

import io.actionstream.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * The places that announced checkpoints may come from.
 *
 * @param prefixes absolute paths or URIs of directories; none for anywhere
 */
public record CheckpointPlaces(List<String> prefixes) implements Serializable {

    /** No limit. */
    public static final CheckpointPlaces ANYWHERE = new CheckpointPlaces(List.of());

    /**
     * Checks the prefixes.
     *
     * @throws IllegalArgumentException when one is neither an absolute path nor the URI of a directory
     */
    public CheckpointPlaces {
        prefixes = List.copyOf(prefixes);
        try {
            for (String prefix : prefixes) {
                CheckpointPlace.of(prefix).isUnder(CheckpointPlace.of(prefix));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Makes sure that a checkpoint may come from a place.
     *
     * @throws CheckpointException when it may not
     */
    void require(CheckpointPlace place) throws IOException {
        if (prefixes.isEmpty()) {
            return;
        }
        for (String prefix : prefixes) {
            if (place.isUnder(CheckpointPlace.of(prefix))) {
                return;
            }
        }
        throw new CheckpointException(place.location() + " is not under --models-under=" + String.join(",", prefixes));
    }
}
