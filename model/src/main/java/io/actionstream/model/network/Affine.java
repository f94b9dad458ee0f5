package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;

/**
 * The tensors of a layer that is linear in its input, but for a bias.
 *
 * @param weight (O, ...), O being the output channels
 * @param bias (O)
 */
record Affine(NDArray weight, NDArray bias) {
    private static final int[] OUTPUTS = {0};

    static Affine of(Parameters parameters, String name) {
        return new Affine(parameters.get(name + ".weight"), parameters.get(name + ".bias"));
    }

    /** Those whose output is this one's less its mean over channels. */
    Affine centred() {
        return new Affine(weight.sub(weight.mean(OUTPUTS, true)), bias.sub(bias.mean()));
    }
}
