package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/** A fully connected layer: x W' + b over the last dimension. */
final class Dense {
    private final NDArray weight; // (out, in)
    private final NDArray bias; // (out)

    Dense(Parameters parameters, String name) {
        weight = parameters.get(name + ".weight");
        bias = parameters.get(name + ".bias");
    }

    NDArray forward(NDArray x) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
