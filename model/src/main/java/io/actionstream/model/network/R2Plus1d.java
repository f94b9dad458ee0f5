package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The (2+1)D residual network of the TensorFlow tutorial "Video classification with a 3D convolutional neural network".
 * It only refers to its {@link Parameters}; several may share them.
 */
public final class R2Plus1d {
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);
    private static final float WHITE = 255f;

    private final DataType type;
    private final Stem stem;
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final Dense head;

    public R2Plus1d(Parameters parameters) {
        type = parameters.precision().type();
        stem = new Stem(parameters);
        for (int i = 0; i < Layout.BLOCKS.length; i++) {
            blocks.add(new ResidualBlock(parameters, "blocks." + i));
        }
        head = new Dense(parameters, "head");
    }

    /**
     * The forward pass.
     *
     * @param clips (B, T, H, W, 3), uint8 in 0..255
     * @param training whether the batch norm uses and updates the batch's own statistics
     * @return logits (B, classes), float32
     */
    public NDArray forward(NDArray clips, boolean training) {
        NDArray input = keep(() -> clips.toType(type, false).div(WHITE)); // (B, T, H, W, 3)
        NDArray x = then(input, () -> stem.forward(input, training)); // (B, T, H, W, 16)
        for (ResidualBlock block : blocks) {
            NDArray in = x;
            NDArray halved = then(in, () -> halve(in)); // (B, T, H/2, W/2, C)
            x = then(halved, () -> block.forward(halved, training)); // (B, T, H/2, W/2, C')
        }
        NDArray features = x;
        return then(features, () -> head.forward(meanOverTimeAndSpace(features)).toType(DataType.FLOAT32, false));
    }

    private static NDArray meanOverTimeAndSpace(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), -1, shape.get(4)).mean(new int[] {1}); // (B, C)
    }

    /** The mean of each 2x2 square: what bilinear resizing is for an exact factor of two. */
    static NDArray halve(NDArray x) {
        Shape shape = x.getShape();
        NDArray images = x.reshape(shape.get(0) * shape.get(1), shape.get(2), shape.get(3), shape.get(4))
                .transpose(0, 3, 1, 2);
        return Pool.avgPool2d(images, TWO, TWO, NO_PADDING, false, false)
                .transpose(0, 2, 3, 1)
                .reshape(shape.get(0), shape.get(1), shape.get(2) / 2, shape.get(3) / 2, shape.get(4));
    }

    /** Computes the next array, then frees the one it came from; autograd keeps what it needs by itself. */
    private static NDArray then(NDArray from, Supplier<NDArray> next) {
        NDArray result = keep(next);
        from.close();
        return result;
    }

    /** Frees every array made on the way to the result. */
    private static NDArray keep(Supplier<NDArray> computation) {
        NDArray result;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            result = computation.get();
            NDScope.unregister(result);
        }
        NDScope.register(result);
        return result;
    }
}
