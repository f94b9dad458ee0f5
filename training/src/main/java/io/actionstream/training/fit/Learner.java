package io.actionstream.training.fit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Torch;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The network on a device, with gradients. */
final class Learner implements AutoCloseable {
    private final NDManager manager;
    private final Parameters parameters;
    private final R2Plus1d network;
    private final ClipBatch batch = new ClipBatch();
    private final BodyRate body;

    /**
     * What a step found.
     *
     * @param loss mean cross entropy of the batch
     * @param logits (clips, classes), row-major
     * @param gradients of the tensors that learn, by name
     */
    record Step(float loss, float[] logits, Map<String, float[]> gradients) {

        /** Whether the loss and every gradient are numbers. */
        boolean isFinite() {
            return Float.isFinite(loss) && gradients.values().stream().allMatch(Step::isFinite);
        }

        private static boolean isFinite(float[] values) {
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Copies weights to a device; what the body's rate leaves as it is gets no gradient. */
    Learner(Map<String, Tensor> weights, BodyRate body, Device device) {
        this.body = body;
        manager = Torch.newManager(device);
        try {
            parameters = new Parameters(manager, weights);
            network = new R2Plus1d(parameters);
            parameters.all().forEach((name, array) -> array.setRequiresGradient(body.trains(name)));
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Runs a batch forward and backward.
     *
     * @param clips each (frames, height, width, RGB) as uint8
     * @param targets for each clip the wanted probability of every class, (clips, classes) row-major
     */
    Step step(List<byte[]> clips, float[] targets, ClipSpec spec) {
        try (NDManager call = manager.newSubManager();
                GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray input = batch.toDevice(call, clips, spec);
            NDArray logits = network.forward(input, !body.isFrozen());
            NDArray wanted = call.create(targets, logits.getShape());
            // cross entropy with soft targets: -sum of t log softmax(z), averaged over the batch
            NDArray loss = logits.logSoftmax(1).mul(wanted).sum().div(-clips.size());
            collector.backward(loss);
            return new Step(loss.getFloat(), logits.toFloatArray(), gradients());
        }
    }

    private Map<String, float[]> gradients() {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        parameters.all().forEach((name, array) -> {
            if (body.trains(name)) {
                try (NDArray gradient = array.getGradient()) {
                    gradients.put(name, gradient.toFloatArray());
                    gradient.subi(gradient);
                }
            }
        });
        return gradients;
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
