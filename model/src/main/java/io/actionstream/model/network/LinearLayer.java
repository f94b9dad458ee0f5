package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;

/** A layer whose output is linear in its input, but for a bias. */
interface LinearLayer {

    /** (..., C) to (..., C'). */
    NDArray forward(NDArray x);

    /** The same less its mean over output channels, by weights that have none: it costs nothing more. */
    NDArray centred(NDArray x);
}
