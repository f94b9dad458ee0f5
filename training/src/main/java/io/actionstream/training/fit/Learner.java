package io.actionstream.training.fit;

import ai.djl.Device;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The network with gradients. */
interface Learner extends AutoCloseable {

    /**
     * The result of a step.
     *
     * @param loss mean cross entropy of the batch
     * @param logits (clips, classes), row-major
     * @param gradients of the tensors that learn, by name
     */
    record Step(float loss, float[] logits, Map<String, float[]> gradients) {

        /** Tells whether the loss and every gradient are numbers. */
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

    /**
     * The fastest learner for devices: on a processor the kernels in vectors, where Java, its memory and the clips let it. PyTorch
     * otherwise, and where only the head learns, which needs next to none of the backward pass. What the backbone's rate leaves as it
     * is gets no gradient.
     *
     * @param clips of each size that it will learn from
     * @param batch the most clips of a step
     */
    static Learner of(
            Map<String, Tensor> weights, BackboneRate backbone, List<Device> devices, Set<ClipSpec> clips, int batch) {
        boolean onProcessor = devices.size() == 1 && !devices.get(0).isGpu();
        Optional<Learner> vectors =
                onProcessor && !backbone.isFrozen() ? VectorLearner.of(weights, clips, batch) : Optional.empty();
        return vectors.orElseGet(() -> new TorchLearner(weights, backbone, devices));
    }

    /**
     * Runs a batch forward and backward.
     *
     * @param clips each (frames, height, width, RGB) as uint8
     * @param targets for each clip the wanted probability of every class, (clips, classes) row-major
     */
    Step step(List<byte[]> clips, float[] targets, ClipSpec spec);

    /** The batch norm's running mean and variance, as the last step left them. */
    Map<String, float[]> statistics();

    /** Overwrites a tensor. */
    void set(String name, float[] values);

    @Override
    void close();
}
