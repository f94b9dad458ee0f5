package io.actionstream.model.network;

import static io.actionstream.model.network.Normalization.EPSILON;
import static io.actionstream.model.network.Normalization.MOMENTUM;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;

/** The first layers: a (2+1)D convolution with a 7x7 kernel, batch normalisation with Keras' settings, ReLU. */
final class Stem {
    private static final int CHANNELS_FROM_SHAPE = -1;

    private final Conv2Plus1d convolutions;
    private final NDArray weight;
    private final NDArray bias;
    private final NDArray mean;
    private final NDArray variance;

    Stem(Parameters parameters) {
        convolutions = new Conv2Plus1d(parameters, "stem");
        weight = parameters.get("stem.norm.weight");
        bias = parameters.get("stem.norm.bias");
        mean = parameters.get("stem.norm.running_mean");
        variance = parameters.get("stem.norm.running_var");
    }

    /**
     * (B, T, H, W, 3) to (B, T, H, W, 16).
     *
     * @param training whether the batch norm uses and updates the batch's own statistics
     */
    NDArray forward(NDArray x, boolean training) {
        return Activation.relu(normalize(convolutions.forward(x), training));
    }

    private NDArray normalize(NDArray x, boolean training) {
        Shape shape = x.getShape();
        NDArray images = x.reshape(shape.get(0) * shape.get(1), shape.get(2), shape.get(3), shape.get(4))
                .transpose(0, 3, 1, 2);
        return BatchNorm.batchNorm(
                        images, mean, variance, weight, bias, CHANNELS_FROM_SHAPE, MOMENTUM, EPSILON, training)
                .singletonOrThrow()
                .transpose(0, 2, 3, 1)
                .reshape(shape);
    }
}
