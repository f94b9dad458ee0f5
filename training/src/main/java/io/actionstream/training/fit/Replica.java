package io.actionstream.training.fit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A copy of the network on one device. */
final class Replica implements AutoCloseable {
    private final NDManager manager;
    private final Parameters parameters;
    private final R2Plus1d training;
    private final R2Plus1d evaluating;
    private final ClipBatch batch = new ClipBatch();
    private final BackboneRate backbone;

    Replica(Map<String, Tensor> weights, BackboneRate backbone, Device device) {
        this.backbone = backbone;
        manager = Torch.newManager(device);
        try {
            parameters = new Parameters(manager, weights);
            training = R2Plus1d.trainable(parameters, true);
            evaluating = R2Plus1d.trainable(parameters, false);
            parameters.all().forEach((name, array) -> array.setRequiresGradient(backbone.trains(name)));
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /** A manager on this device, for the arrays of one step. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /**
     * The logits of clips, (clips, classes), on this device.
     *
     * @param call owns what is made, and is closed after the backward pass
     * @param learnsStatistics whether the batch norm uses and updates these clips' statistics
     */
    NDArray forward(NDManager call, List<byte[]> clips, ClipSpec spec, boolean learnsStatistics) {
        NDManager here = call.newSubManager(manager.getDevice());
        R2Plus1d network = learnsStatistics ? training : evaluating;
        return network.forward(batch.toDevice(here, clips, spec));
    }

    /** Hands out the gradient of each tensor that learns, and sets it to zero. */
    void takeGradients(BiConsumer<String, float[]> sink) {
        parameters.all().forEach((name, array) -> {
            if (backbone.trains(name)) {
                try (NDArray gradient = array.getGradient()) {
                    sink.accept(name, gradient.toFloatArray());
                    gradient.subi(gradient);
                }
            }
        });
    }

    /** The batch norm's running mean and variance, as the last step left them. */
    Map<String, float[]> statistics() {
        Map<String, float[]> statistics = new LinkedHashMap<>();
        parameters.all().forEach((name, array) -> {
            if (!Layout.isTrainable(name)) {
                statistics.put(name, array.toFloatArray());
            }
        });
        return statistics;
    }

    /** Overwrites a tensor. */
    void set(String name, float[] values) {
        parameters.get(name).set(FloatBuffer.wrap(values));
    }

    @Override
    public void close() {
        manager.close();
    }
}
