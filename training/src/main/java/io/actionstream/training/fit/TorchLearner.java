package io.actionstream.training.fit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network as PyTorch computes it, on one device or more. A batch is shared among the devices, each with its own copy of the
 * weights, and their gradients are added up; batch norm sees each device's share by itself, and its running statistics are
 * the first device's, as with PyTorch's {@code DataParallel}.
 */
final class TorchLearner implements Learner {
    private final List<Replica> replicas = new ArrayList<>();
    private final BackboneRate backbone;

    /** Copies weights to each device; what the backbone's rate leaves as it is gets no gradient. */
    TorchLearner(Map<String, Tensor> weights, BackboneRate backbone, List<Device> devices) {
        this.backbone = backbone;
        try {
            devices.forEach(device -> replicas.add(new Replica(weights, backbone, device)));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public Step step(List<byte[]> clips, float[] targets, ClipSpec spec) {
        int classes = targets.length / clips.size();
        int shares = Math.min(replicas.size(), clips.size());
        FloatBuffer logits = FloatBuffer.allocate(targets.length);
        try (NDManager call = replicas.get(0).newManager();
                GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray loss = null;
            List<NDArray> outputs = new ArrayList<>();
            for (int share = 0; share < shares; share++) {
                int from = clips.size() * share / shares;
                int to = clips.size() * (share + 1) / shares;
                float[] wanted = Arrays.copyOfRange(targets, from * classes, to * classes);
                NDArray output = replicas.get(share).forward(call, clips.subList(from, to), spec, !backbone.isFrozen());
                NDArray part = crossEntropy(output, wanted, clips.size()).toDevice(call.getDevice(), false);
                loss = loss == null ? part : loss.add(part);
                outputs.add(output);
            }
            collector.backward(loss);
            outputs.forEach(output -> logits.put(output.toFloatArray()));
            return new Step(loss.getFloat(), logits.array(), gradients());
        }
    }

    /** Cross entropy with soft targets, -sum of t log softmax(z), as a share of a batch's mean. */
    private static NDArray crossEntropy(NDArray logits, float[] targets, int batch) {
        NDArray wanted = logits.getManager().create(targets, logits.getShape());
        return logits.logSoftmax(1).mul(wanted).sum().div(-batch);
    }

    private Map<String, float[]> gradients() {
        Map<String, float[]> total = new LinkedHashMap<>();
        for (Replica replica : replicas) {
            replica.takeGradients((name, gradient) -> total.merge(name, gradient, TorchLearner::sum));
        }
        return total;
    }

    private static float[] sum(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += b[i];
        }
        return a;
    }

    @Override
    public Map<String, float[]> statistics() {
        return replicas.get(0).statistics();
    }

    @Override
    public void set(String name, float[] values) {
        replicas.forEach(replica -> replica.set(name, values));
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
    }
}
