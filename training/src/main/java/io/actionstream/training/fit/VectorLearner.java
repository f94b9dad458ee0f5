package io.actionstream.training.fit;

import io.actionstream.kernels.training.TrainingNetwork;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Normalization;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import io.actionstream.model.network.VectorNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The network in the JDK's Vector API, all of which learns. */
final class VectorLearner implements Learner {
    private static final String MEAN = "stem.norm.running_mean";
    private static final String VARIANCE = "stem.norm.running_var";

    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final int batch;
    private ClipSpec spec; // of the network; null without one
    private TrainingNetwork network;

    /**
     * A learner with a copy of weights, where this Java has the Vector API and the memory, and the kernels can compute such clips.
     *
     * @param clips of each size that it will learn from
     * @param batch the most clips of a step
     */
    static Optional<Learner> of(Map<String, Tensor> weights, Set<ClipSpec> clips, int batch) {
        VectorLearner learner = new VectorLearner(weights, batch);
        return clips.stream().allMatch(learner::prepare) ? Optional.of(learner) : Optional.empty();
    }

    private VectorLearner(Map<String, Tensor> weights, int batch) {
        weights.forEach((name, tensor) -> this.weights.put(
                name, new Tensor(tensor.shape(), tensor.values().clone())));
        this.batch = batch;
    }

    @Override
    public Step step(List<byte[]> clips, float[] targets, ClipSpec clipSpec) {
        if (!prepare(clipSpec)) {
            throw new IllegalArgumentException("no kernels or no memory for " + batch + " clips of " + clipSpec);
        }
        Map<String, Tensor> results = new LinkedHashMap<>();
        weights.forEach((name, tensor) ->
                results.put(name, new Tensor(tensor.shape(), new float[tensor.values().length])));
        TrainingNetwork.Step step =
                network.step(VectorNetwork.read(weights), clips, targets, VectorNetwork.read(results));
        move(MEAN, results);
        move(VARIANCE, results);
        Map<String, float[]> gradients = new LinkedHashMap<>();
        results.forEach((name, tensor) -> {
            if (Layout.isTrainable(name)) {
                gradients.put(name, tensor.values());
            }
        });
        return new Step(step.loss(), step.logits(), gradients);
    }

    /** Makes a network for clips, as its memory is that of their size; false where there can be none. */
    private boolean prepare(ClipSpec wanted) {
        if (!wanted.equals(spec)) {
            close();
            network = VectorNetwork.training(weights, wanted, batch, Torch.cores())
                    .orElse(null);
            spec = network == null ? null : wanted;
        }
        return network != null;
    }

    private void move(String name, Map<String, Tensor> now) {
        float[] running = weights.get(name).values();
        for (int i = 0; i < running.length; i++) {
            running[i] = Normalization.MOMENTUM * running[i]
                    + (1 - Normalization.MOMENTUM) * now.get(name).values()[i];
        }
    }

    @Override
    public Map<String, float[]> statistics() {
        Map<String, float[]> statistics = new LinkedHashMap<>();
        statistics.put(MEAN, weights.get(MEAN).values());
        statistics.put(VARIANCE, weights.get(VARIANCE).values());
        return statistics;
    }

    @Override
    public void set(String name, float[] values) {
        System.arraycopy(values, 0, weights.get(name).values(), 0, values.length);
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
