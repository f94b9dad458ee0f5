package io.actionstream.model.classify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Torch;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A checkpoint on a device. Every array that a call makes is freed with the call. */
public final class TorchClassifier implements ClipClassifier {
    private final CheckpointConfig config;
    private final NDManager manager;
    private final R2Plus1d network;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ClipBatch batch = new ClipBatch();

    /**
     * Copies a checkpoint to a device, exactly.
     *
     * @param device as {@link Torch#device} gives it
     */
    public TorchClassifier(Checkpoint checkpoint, Device device) {
        this(checkpoint, device, Precision.FLOAT32);
    }

    /**
     * Copies a checkpoint to a device.
     *
     * @param device as {@link Torch#device} gives it
     * @param precision what the network computes with
     */
    public TorchClassifier(Checkpoint checkpoint, Device device, Precision precision) {
        config = checkpoint.config();
        manager = Torch.newManager(device);
        try {
            network = new R2Plus1d(new Parameters(manager, checkpoint.weights(), precision));
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
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
    public String version() {
        return config.version();
    }

    @Override
    public float[][] classify(List<byte[]> clips) {
        if (closed.get()) {
            throw new IllegalStateException("classifier " + version() + " is closed");
        }
        int classes = config.labels().size();
        float[][] probabilities = new float[clips.size()][classes];
        try (NDManager call = manager.newSubManager()) {
            NDArray input = batch.toDevice(call, clips, config.clip());
            float[] flat = network.forward(input, false).softmax(1).toFloatArray();
            for (int i = 0; i < probabilities.length; i++) {
                System.arraycopy(flat, i * classes, probabilities[i], 0, classes);
            }
        }
        return probabilities;
    }

    /** Frees the device's memory; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            manager.close();
        }
    }
}
