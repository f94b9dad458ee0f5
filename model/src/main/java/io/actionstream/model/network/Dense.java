package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/** A fully connected layer: x W' + b over the last dimension. */
final class Dense implements LinearLayer {
    private final Affine tensors; // weight (out, in)

    Dense(Parameters parameters, String name) {
        tensors = Affine.of(parameters, name);
    }

    @Override
    public NDArray forward(NDArray x) {
        return apply(x, tensors);
    }

    @Override
    public NDArray centred(NDArray x) {
        return apply(x, tensors.centred());
    }

    private static NDArray apply(NDArray x, Affine tensors) {
        return Linear.linear(x, tensors.weight(), tensors.bias()).singletonOrThrow();
    }
}
