package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/** Layer normalisation over channels (Ba et al. 2016), with Keras' epsilon. */
final class LayerNormalization {
    private final NDArray weight;
    private final NDArray bias;

    LayerNormalization(Parameters parameters, String name) {
        weight = parameters.get(name + ".weight");
        bias = parameters.get(name + ".bias");
    }

    /** Takes and gives (..., C). */
    NDArray forward(NDArray x) {
        return LayerNorm.layerNorm(x, new Shape(weight.getShape().get(0)), weight, bias, Normalization.EPSILON)
                .singletonOrThrow();
    }
}
