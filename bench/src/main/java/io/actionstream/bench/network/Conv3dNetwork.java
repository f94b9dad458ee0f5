package io.actionstream.bench.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import io.actionstream.model.network.Parameters;

/**
 * The same network as a framework's tutorial would write it: {@code conv3d} over (B, C, T, H, W), layer norms between
 * transpositions. The yardstick for speed, results and gradients.
 */
final class Conv3dNetwork {
    private static final Shape ONE = new Shape(1, 1, 1);
    private static final Shape HALF = new Shape(1, 2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0, 0);
    private static final float EPSILON = 1e-3f;
    private static final float MOMENTUM = 0.99f;

    private final Parameters parameters;

    Conv3dNetwork(Parameters parameters) {
        this.parameters = parameters;
    }

    /** (B, T, H, W, 3) as uint8 to logits (B, classes). */
    NDArray forward(NDArray clips, boolean training) {
        NDArray x = channelsFirst(clips.toType(DataType.FLOAT32, false).div(255f));
        x = Activation.relu(batchNorm(convolutions(x, "stem"), training));
        for (int i = 0; parameters.has("blocks." + i + ".norm1.weight"); i++) {
            x = block(Pool.avgPool3d(x, HALF, HALF, NO_PADDING, false, false), "blocks." + i);
        }
        Shape shape = x.getShape();
        NDArray mean = x.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2}); // (B, C)
        return dense(mean, "head");
    }

    /** (B, T, H, W, C) to (B, C, T, H, W), in memory too: frameworks' tutorials leave the layout at its default. */
    private static NDArray channelsFirst(NDArray x) {
        NDArray view = x.transpose(0, 4, 1, 2, 3);
        return view.flatten().reshape(view.getShape());
    }

    private NDArray block(NDArray x, String name) {
        NDArray hidden = Activation.relu(layerNorm(convolutions(x, name + ".conv1"), name + ".norm1"));
        NDArray y = layerNorm(convolutions(hidden, name + ".conv2"), name + ".norm2");
        return y.add(parameters.has(name + ".projection.weight") ? projected(x, name) : x);
    }

    private NDArray projected(NDArray x, String name) {
        NDArray dense = dense(x.transpose(0, 2, 3, 4, 1), name + ".projection");
        return layerNorm(dense.transpose(0, 4, 1, 2, 3), name + ".projection_norm");
    }

    private NDArray convolutions(NDArray x, String name) {
        return convolution(convolution(x, name + ".spatial"), name + ".temporal");
    }

    private NDArray convolution(NDArray x, String name) {
        NDArray kernel = parameters.get(name + ".weight"); // (O, I, kt, kh, kw)
        Shape shape = kernel.getShape();
        Shape same = new Shape(shape.get(2) / 2, shape.get(3) / 2, shape.get(4) / 2);
        return Conv3d.conv3d(x, kernel, parameters.get(name + ".bias"), ONE, same, ONE)
                .singletonOrThrow();
    }

    private NDArray batchNorm(NDArray x, boolean training) {
        return BatchNorm.batchNorm(
                        x,
                        parameters.get("stem.norm.running_mean"),
                        parameters.get("stem.norm.running_var"),
                        parameters.get("stem.norm.weight"),
                        parameters.get("stem.norm.bias"),
                        1,
                        MOMENTUM,
                        EPSILON,
                        training)
                .singletonOrThrow();
    }

    private NDArray layerNorm(NDArray x, String name) {
        NDArray weight = parameters.get(name + ".weight");
        NDArray channelsLast = x.transpose(0, 2, 3, 4, 1);
        return LayerNorm.layerNorm(channelsLast, weight.getShape(), weight, parameters.get(name + ".bias"), EPSILON)
                .singletonOrThrow()
                .transpose(0, 4, 1, 2, 3);
    }

    private NDArray dense(NDArray x, String name) {
        return Linear.linear(x, parameters.get(name + ".weight"), parameters.get(name + ".bias"))
                .singletonOrThrow();
    }
}
