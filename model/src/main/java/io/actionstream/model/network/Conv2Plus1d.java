package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;

/** A convolution over space, then one over time, with nothing in between (Tran et al. 2018): (B, T, H, W, C). */
final class Conv2Plus1d {
    private final Convolution spatial;
    private final Convolution temporal;

    Conv2Plus1d(Parameters parameters, String name) {
        spatial = new Convolution(parameters, name + ".spatial");
        temporal = new Convolution(parameters, name + ".temporal");
    }

    NDArray forward(NDArray x) {
        return temporal.forward(spatial.forward(x));
    }
}
