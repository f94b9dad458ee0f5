package io.actionstream.bench.network;

import ai.djl.ndarray.NDArray;

/** A formulation of the network. */
@FunctionalInterface
interface Network {

    /** (B, T, H, W, 3) as uint8 to logits (B, classes). */
    NDArray forward(NDArray clips, boolean training);
}
