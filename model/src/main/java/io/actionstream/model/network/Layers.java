package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Computes the pieces of the network. Features are (B, T, H, W, C), float32. */
interface Layers {

    /**
     * The first (2+1)D convolution with a 7x7 kernel, batch normalisation with Keras' settings, ReLU, and the first
     * halving.
     *
     * @param clips (B, T, H, W, 3), uint8 in 0..255
     * @return (B, T, H/2, W/2, 16)
     */
    NDArray stem(NDArray clips);

    /** The mean of each 2x2 square: what bilinear resizing is for an exact factor of two. */
    NDArray halved(NDArray x);

    /** The first (2+1)D convolution of a block, its layer norm and ReLU. */
    NDArray rectified(String block, NDArray x);

    /** The second (2+1)D convolution of a block and its layer norm, and the shortcut added. */
    NDArray added(String block, NDArray x, NDArray shortcut);

    /** The names of the residual blocks, in the order of the forward pass. */
    List<String> blocks();

    /** True when a block changes the channel count, so that its shortcut is projected. */
    boolean projects(String block);

    /** The projection of a block's shortcut and its layer norm. */
    NDArray projected(String block, NDArray x);

    /** The mean over time and space, and the fully connected layer: logits (B, classes). */
    NDArray head(NDArray x);
}
