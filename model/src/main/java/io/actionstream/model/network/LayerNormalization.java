package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/** Layer normalisation over channels (Ba et al. 2016), with Keras' epsilon. */
final class LayerNormalization {
    static final float EPSILON = 1e-3f;

    private static final int[] CHANNELS = {-1};

    private final NDArray weight;
    private final NDArray bias;

    LayerNormalization(Parameters parameters, String name) {
        weight = parameters.get(name + ".weight");
        bias = parameters.get(name + ".bias");
    }

    /** Takes and gives (..., C). */
    NDArray forward(NDArray x) {
        return LayerNorm.layerNorm(x, new Shape(weight.getShape().get(0)), weight, bias, EPSILON)
                .singletonOrThrow();
    }

    /**
     * The norm of a layer's output, (..., C) to (..., C'), when no gradient is wanted. With few channels this is several
     * times faster than the layer norm of PyTorch, which goes from row to row: the layer itself takes the mean away, and
     * what remains is a handful of passes over the whole.
     */
    NDArray after(LinearLayer layer, NDArray x) {
        NDArray centred = layer.centred(x);
        NDArray deviation = centred.square().mean(CHANNELS, true).addi(EPSILON).sqrt(); // (..., 1)
        return centred.divi(deviation).muli(weight).addi(bias);
    }
}
