package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;

/**
 * Two (2+1)D convolutions beside a shortcut (He et al. 2016): [conv, layer norm, ReLU, conv, layer norm] + x, with
 * nothing after the sum, as in the tutorial. Where the channel count changes, the shortcut is projected.
 */
final class ResidualBlock {
    private final Conv2Plus1d conv1;
    private final LayerNormalization norm1;
    private final Conv2Plus1d conv2;
    private final LayerNormalization norm2;
    private final Dense projection; // null where the channel count stays
    private final LayerNormalization projectionNorm;

    ResidualBlock(Parameters parameters, String name) {
        conv1 = new Conv2Plus1d(parameters, name + ".conv1");
        norm1 = new LayerNormalization(parameters, name + ".norm1");
        conv2 = new Conv2Plus1d(parameters, name + ".conv2");
        norm2 = new LayerNormalization(parameters, name + ".norm2");
        boolean projected = parameters.has(name + ".projection.weight");
        projection = projected ? new Dense(parameters, name + ".projection") : null;
        projectionNorm = projected ? new LayerNormalization(parameters, name + ".projection_norm") : null;
    }

    /** (B, T, H, W, C) to (B, T, H, W, C'). */
    NDArray forward(NDArray x, boolean training) {
        NDArray hidden = Activation.relu(normal(conv1, norm1, x, training));
        return normal(conv2, norm2, hidden, training).addi(shortcut(x, training));
    }

    private NDArray shortcut(NDArray x, boolean training) {
        return projection == null ? x : normal(projection, projectionNorm, x, training);
    }

    /** Sixteen bits are too few for the squares that the fast way adds up. */
    private static NDArray normal(LinearLayer layer, LayerNormalization norm, NDArray x, boolean training) {
        boolean exact = training || x.getDataType() != DataType.FLOAT32;
        return exact ? norm.forward(layer.forward(x)) : norm.after(layer, x);
    }
}
