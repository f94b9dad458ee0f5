package io.actionstream.model.classify;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;
import java.io.Serializable;

/** Reads the checkpoint of a release. */
@FunctionalInterface
public interface ReleaseReader extends Serializable {

    /**
     * Reads and checks a checkpoint.
     *
     * @param running the clips that the service was opened for
     * @throws IOException when it cannot take the place of the present model; says why
     */
    Checkpoint read(ModelRelease release, ClipSpec running) throws IOException;
}
