package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** The layers as DJL has them, through which gradients flow. */
final class TrainableLayers implements Layers {
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);
    private static final float WHITE = 255f;

    private final Parameters parameters;
    private final boolean training;

    /**
     * Layers that refer to parameters.
     *
     * @param training whether the batch norm uses and updates the batch's own statistics
     */
    TrainableLayers(Parameters parameters, boolean training) {
        this.parameters = parameters;
        this.training = training;
    }

    @Override
    public NDArray stem(NDArray clips) {
        NDArray pixels = clips.toType(DataType.FLOAT32, false).div(WHITE);
        return halved(new Stem(parameters).forward(pixels, training));
    }

    @Override
    public NDArray halved(NDArray x) {
        Shape shape = x.getShape();
        NDArray images = x.reshape(shape.get(0) * shape.get(1), shape.get(2), shape.get(3), shape.get(4))
                .transpose(0, 3, 1, 2);
        return Pool.avgPool2d(images, TWO, TWO, NO_PADDING, false, false)
                .transpose(0, 2, 3, 1)
                .reshape(shape.get(0), shape.get(1), shape.get(2) / 2, shape.get(3) / 2, shape.get(4));
    }

    @Override
    public NDArray rectified(String block, NDArray x) {
        return Activation.relu(normalized(block + ".conv1", block + ".norm1", x));
    }

    @Override
    public NDArray added(String block, NDArray x, NDArray shortcut) {
        return normalized(block + ".conv2", block + ".norm2", x).addi(shortcut);
    }

    private NDArray normalized(String convolutions, String norm, NDArray x) {
        return new LayerNormalization(parameters, norm).forward(new Conv2Plus1d(parameters, convolutions).forward(x));
    }

    @Override
    public List<String> blocks() {
        return Layout.blocks(parameters::has);
    }

    @Override
    public boolean projects(String block) {
        return parameters.has(block + ".projection.weight");
    }

    @Override
    public NDArray projected(String block, NDArray x) {
        NDArray dense = new Dense(parameters, block + ".projection").forward(x);
        return new LayerNormalization(parameters, block + ".projection_norm").forward(dense);
    }

    @Override
    public NDArray head(NDArray x) {
        Shape shape = x.getShape();
        NDArray means = x.reshape(shape.get(0), -1, shape.get(4)).mean(new int[] {1}); // (B, C)
        return new Dense(parameters, "head").forward(means);
    }
}
