package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/** A fully connected layer: x W' + b over the last dimension. */
final class Dense implements LinearLayer {
    private static final int[] OUTPUTS = {0};

    private final NDArray weight; // (out, in)
    private final NDArray bias; // (out)

    Dense(Parameters parameters, String name) {
        weight = parameters.get(name + ".weight");
        bias = parameters.get(name + ".bias");
    }

    @Override
    public NDArray forward(NDArray x) {
        return apply(x, weight, bias);
    }

    @Override
    public NDArray centred(NDArray x) {
        return apply(x, weight.sub(weight.mean(OUTPUTS, true)), bias.sub(bias.mean()));
    }

    private static NDArray apply(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
