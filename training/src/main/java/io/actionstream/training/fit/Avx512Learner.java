package io.actionstream.training.fit;

import io.actionstream.model.avx512.Avx512Training;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Normalization;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The network as machine code of this processor, all of which learns. */
final class Avx512Learner implements Learner {
    private static final String MEAN = "stem.norm.running_mean";
    private static final String VARIANCE = "stem.norm.running_var";

    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private ClipSpec spec;
    private Avx512Training training;

    /** Copies weights. */
    Avx512Learner(Map<String, Tensor> weights) {
        weights.forEach((name, tensor) -> this.weights.put(
                name, new Tensor(tensor.shape(), tensor.values().clone())));
    }

    @Override
    public Step step(List<byte[]> clips, float[] targets, ClipSpec clipSpec) {
        compile(clipSpec);
        Avx512Training.Step step = training.step(weights, clips, targets);
        move(MEAN, step.mean());
        move(VARIANCE, step.variance());
        return new Step(step.loss(), step.logits(), step.gradients());
    }

    private void compile(ClipSpec wanted) {
        if (!wanted.equals(spec)) {
            close();
            training = Avx512Training.compile(weights, wanted, Torch.cores()).orElseThrow();
            spec = wanted;
        }
    }

    private void move(String name, float[] now) {
        float[] running = weights.get(name).values();
        for (int i = 0; i < running.length; i++) {
            running[i] = Normalization.MOMENTUM * running[i] + (1 - Normalization.MOMENTUM) * now[i];
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
        if (training != null) {
            training.close();
            training = null;
            spec = null;
        }
    }
}
