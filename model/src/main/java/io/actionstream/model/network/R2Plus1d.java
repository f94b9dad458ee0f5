package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The (2+1)D residual network of the TensorFlow tutorial "Video classification with a 3D convolutional neural network".
 * Several threads may use it.
 */
public final class R2Plus1d {
    private final Layers layers;

    R2Plus1d(Layers layers) {
        this.layers = layers;
    }

    /**
     * The network for training: it refers to its parameters, which may change, and gradients flow back to them.
     *
     * @param training whether the batch norm uses and updates the batch's own statistics
     */
    public static R2Plus1d trainable(Parameters parameters, boolean training) {
        return new R2Plus1d(new TrainableLayers(parameters, training));
    }

    /**
     * The network with weights that never change: faster, and without gradients.
     *
     * @param manager decides on the device; what the network holds is freed with it
     * @param precision what the convolutions compute with
     */
    public static R2Plus1d frozen(NDManager manager, Map<String, Tensor> weights, Precision precision) {
        return new R2Plus1d(new FrozenLayers(manager, weights, precision));
    }

    /**
     * The forward pass.
     *
     * @param clips (B, T, H, W, 3), uint8 in 0..255
     * @return logits (B, classes), float32
     */
    public NDArray forward(NDArray clips) {
        NDArray x = keep(() -> layers.stem(clips)); // (B, T, H/2, W/2, 16)
        boolean first = true; // the stem has halved for the first block
        for (String block : layers.blocks()) {
            NDArray halved = first ? x : then(x, layers::halved);
            x = then(halved, features -> block(block, features)); // (B, T, H/2, W/2, C) to (B, T, H/2, W/2, C')
            first = false;
        }
        return then(x, layers::head);
    }

    /**
     * Two (2+1)D convolutions beside a shortcut (He et al. 2016): [conv, layer norm, ReLU, conv, layer norm] + x, with
     * nothing after the sum, as in the tutorial. Where the channel count changes, the shortcut is projected.
     */
    NDArray block(String name, NDArray x) {
        NDArray shortcut = layers.projects(name) ? layers.projected(name, x) : x;
        return layers.added(name, layers.rectified(name, x), shortcut);
    }

    /** Computes the next array, then frees the one it came from; autograd keeps what it needs by itself. */
    private static NDArray then(NDArray from, UnaryOperator<NDArray> next) {
        NDArray result = keep(() -> next.apply(from));
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
