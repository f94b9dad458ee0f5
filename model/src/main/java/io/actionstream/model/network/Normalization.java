package io.actionstream.model.network;

/** The settings of the batch norm and the layer norms, which are Keras' defaults. */
public final class Normalization {
    /** Epsilon: what is added to a variance before its root is taken (Ioffe and Szegedy 2015, Ba et al. 2016). */
    public static final float EPSILON = 1e-3f;

    /** The share of themselves that the batch norm's running statistics keep at each step. */
    public static final float MOMENTUM = 0.99f;

    private Normalization() {}
}
