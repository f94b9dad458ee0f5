package io.actionstream.inference.network;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import io.actionstream.model.network.VectorNetwork;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the built-in network. A GPU works on whole batches. On a processor the vector kernels work on a clip for each core; without
 * them PyTorch works on one clip after the other, with all cores.
 */
final class BuiltInPass {
    private BuiltInPass() {}

    /** Copies a checkpoint's calibrated weights to a device. */
    static ForwardPass open(Checkpoint checkpoint, Device device, Precision precision) {
        if (!device.isGpu() && precision != Precision.FLOAT32) {
            throw new IllegalArgumentException(
                    "precision " + precision + " is for GPUs; a processor computes with float32 only");
        }
        Map<String, Tensor> weights = checkpoint.calibratedWeights();
        ClipSpec clip = checkpoint.config().clip();
        Optional<InferenceNetwork> vectors =
                device.isGpu() ? Optional.empty() : VectorNetwork.of(weights, clip, Torch.cores());
        if (vectors.isPresent()) {
            return new CoreTeam(vectors.get(), Torch.cores(), team -> KernelWarmUp.run(team, weights, clip));
        }
        NDManager manager = Torch.newManager(device);
        try {
            // On a thread that ends, and OpenMP's helpers with it.
            R2Plus1d network = MallocTuning.call("load-network", () -> R2Plus1d.frozen(manager, weights, precision));
            return new WholeBatch(
                    network, manager, clip, checkpoint.config().labels().size());
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }
}
