package io.actionstream.inference;

import ai.djl.Device;
import io.actionstream.inference.network.ForwardPass;
import io.actionstream.inference.network.ForwardPasses;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.Torch;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A checkpoint of any architecture on a device. */
public final class DeviceClassifier implements ClipClassifier {
    private final CheckpointConfig config;
    private final ForwardPass forward;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Copies a checkpoint to a device, exactly. Its probabilities are calibrated when the checkpoint is.
     *
     * @param device as {@link Torch#device} gives it
     * @throws CheckpointException when its network cannot be run here, or is not as its configuration declares
     */
    public DeviceClassifier(Checkpoint checkpoint, Device device) throws CheckpointException {
        this(checkpoint, device, Precision.FLOAT32, LoadRules.DEFAULT);
    }

    /**
     * Copies a checkpoint to a device.
     *
     * @param device as {@link Torch#device} gives it
     * @param precision what the built-in network's convolutions compute with
     * @param rules what the first clip of another network may cost
     * @throws CheckpointException when its network cannot be run here, or is not as its configuration declares
     * @throws IllegalArgumentException when that precision is not for this network and device
     */
    public DeviceClassifier(Checkpoint checkpoint, Device device, Precision precision, LoadRules rules)
            throws CheckpointException {
        config = checkpoint.config();
        forward = ForwardPasses.open(checkpoint, device, precision, rules);
    }

    /**
     * Makes sure that a checkpoint's network runs on a device and answers as declared. That of a built-in network is known when it has
     * been read.
     *
     * @param device its name, as {@link Torch#device} takes it; looked for only when the network is run
     * @throws CheckpointException when it does not; names the field, what is expected and what was found
     */
    public static void check(Checkpoint checkpoint, String device, LoadRules rules) throws CheckpointException {
        if (!checkpoint.config().architecture().isBuiltIn()) {
            ForwardPasses.open(checkpoint, Torch.device(device), Precision.FLOAT32, rules)
                    .close();
        }
    }

    @Override
    public ClipSpec spec() {
        return config.clip();
    }

    @Override
    public List<String> labels() {
        return config.labels();
    }

    @Override
    public List<String> background() {
        return config.background();
    }

    @Override
    public String version() {
        return config.version();
    }

    @Override
    public int callers() {
        return forward.callers();
    }

    @Override
    public int mostAtOnce() {
        return forward.mostAtOnce();
    }

    @Override
    public void compile() {
        forward.compile();
    }

    @Override
    public float[][] classify(List<byte[]> clips) {
        if (closed.get()) {
            throw new IllegalStateException("classifier " + version() + " is closed");
        }
        return forward.of(clips);
    }

    /** Frees the device's memory; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            forward.close();
        }
    }
}
