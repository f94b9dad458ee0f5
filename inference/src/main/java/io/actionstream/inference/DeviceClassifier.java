package io.actionstream.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import io.actionstream.model.network.VectorNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A checkpoint on a device. A GPU works on whole batches. On a processor the vector kernels work on a clip for each core; without
 * them PyTorch works on one clip after the other, with all cores.
 */
public final class DeviceClassifier implements ClipClassifier {
    private final CheckpointConfig config;
    private final Map<String, Tensor> weights;
    private final NDManager manager;
    private final ForwardPass forward;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Copies a checkpoint to a device, exactly. Its probabilities are calibrated when the checkpoint is.
     *
     * @param device as {@link Torch#device} gives it
     */
    public DeviceClassifier(Checkpoint checkpoint, Device device) {
        this(checkpoint, device, Precision.FLOAT32);
    }

    /**
     * Copies a checkpoint to a device.
     *
     * @param device as {@link Torch#device} gives it
     * @param precision what the convolutions compute with
     * @throws IllegalArgumentException when that is not float32 and the device is a processor
     */
    public DeviceClassifier(Checkpoint checkpoint, Device device, Precision precision) {
        if (!device.isGpu() && precision != Precision.FLOAT32) {
            throw new IllegalArgumentException(
                    "precision " + precision + " is for GPUs; a processor computes with float32 only");
        }
        config = checkpoint.config();
        weights = checkpoint.calibratedWeights();
        manager = Torch.newManager(device);
        try {
            Optional<InferenceNetwork> vectors =
                    isOnGpu() ? Optional.empty() : VectorNetwork.of(weights, config.clip(), Torch.cores());
            forward = vectors.<ForwardPass>map(network -> new CoreTeam(network, Torch.cores()))
                    .orElseGet(() -> inTensors(precision));
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private ForwardPass inTensors(Precision precision) {
        // On a thread that ends, and OpenMP's helpers with it.
        R2Plus1d network = MallocTuning.call("load-network", () -> R2Plus1d.frozen(manager, weights, precision));
        return new WholeBatch(network, manager, config.clip(), config.labels().size());
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
        return forward instanceof CoreTeam ? Torch.cores() : 1;
    }

    @Override
    public int mostAtOnce() {
        return isOnGpu() ? Integer.MAX_VALUE : 1;
    }

    @Override
    public void compile() {
        if (forward instanceof CoreTeam) {
            List<byte[]> black = List.of(new byte[config.clip().clipBytes()]);
            WarmUp.kernels(weights, config.clip());
            WarmUp.untilCompiled(() -> classify(black));
        }
    }

    private boolean isOnGpu() {
        return manager.getDevice().isGpu();
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
            manager.close();
        }
    }
}
