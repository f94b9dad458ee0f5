package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
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
    NDArray forward(NDArray x) {
        return main(x).addi(shortcut(x));
    }

    private NDArray main(NDArray x) {
        NDArray hidden = Activation.relu(norm1.forward(conv1.forward(x)));
        return norm2.forward(conv2.forward(hidden));
    }

    private NDArray shortcut(NDArray x) {
        return projection == null ? x : projectionNorm.forward(projection.forward(x));
    }
}
