package io.actionstream.training.fit;

import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that training changes, on the host: weights, Adam's moments, and the running average that is kept.
 *
 * @param values current weights and running statistics
 * @param mean Adam's first moments, of the trainable tensors
 * @param square Adam's second moments
 * @param average exponential moving average of the values
 */
record TrainingState(
        Map<String, Tensor> values, Map<String, Tensor> mean, Map<String, Tensor> square, Map<String, Tensor> average) {

    /** TrainingState from which training starts. */
    static TrainingState from(Map<String, Tensor> start) {
        return new TrainingState(copy(start), zeros(start), zeros(start), copy(start));
    }

    /**
     * Takes one step of the optimiser in place and moves the average.
     *
     * @param step the number of the step, from 1
     * @param rate the learning rate of the head
     * @param statistics the batch norm's running mean and variance, as the device has them now
     */
    void step(
            Map<String, float[]> gradients,
            Map<String, float[]> statistics,
            long step,
            double rate,
            Recipe recipe,
            BackboneRate backbone) {
        gradients.forEach((name, gradient) -> {
            boolean decays = values.get(name).shape().length > 1;
            AdamW.step(
                    array(values, name),
                    gradient,
                    array(mean, name),
                    array(square, name),
                    step,
                    rate * backbone.of(name),
                    decays ? recipe.weightDecay() : 0);
        });
        statistics.forEach((name, now) -> System.arraycopy(now, 0, array(values, name), 0, now.length));
        // as if averaged over all steps while there are fewer than the average's memory
        float keep = (float) Math.min(recipe.averaging(), step / (step + 9.0));
        values.forEach((name, tensor) -> {
            float[] running = array(average, name);
            for (int i = 0; i < running.length; i++) {
                running[i] = recipe.averaging() == 0
                        ? tensor.values()[i]
                        : keep * running[i] + (1 - keep) * tensor.values()[i];
            }
        });
    }

    private static float[] array(Map<String, Tensor> tensors, String name) {
        return tensors.get(name).values();
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                copy.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
        return copy;
    }

    private static Map<String, Tensor> zeros(Map<String, Tensor> tensors) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (Layout.isTrainable(name)) {
                zeros.put(name, new Tensor(tensor.shape(), new float[tensor.values().length]));
            }
        });
        return zeros;
    }
}
