package io.actionstream.cluster.camera;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;

/** The demo's network, made to take small frames. It sees little in them, but says different things. */
public final class SmallCheckpoint {

    private SmallCheckpoint() {}

    public static Path write(Path directory) throws IOException {
        Checkpoint shipped = ShippedCheckpoint.SYNTHETIC.read();
        int side = GeneratedCameras.SIDE;
        new Checkpoint(shipped.config().withClip(shipped.config().clip().withSize(side, side)), shipped.weights())
                .write(directory);
        return directory;
    }
}
