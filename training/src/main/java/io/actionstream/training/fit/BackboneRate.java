package io.actionstream.training.fit;

import io.actionstream.model.network.Layout;

/**
 * The learning rate of the network's backbone, all before its head, as a share of the head's.
 *
 * @param factor of the learning rate: 1 trains it like the head, 0 leaves it as it is, its running statistics included
 */
public record BackboneRate(double factor) {

    /** Everything learns. */
    public static final BackboneRate FULL = new BackboneRate(1);

    /** Only the head learns. */
    public static final BackboneRate FROZEN = new BackboneRate(0);

    public BackboneRate {
        if (!(factor >= 0 && factor <= 1)) {
            throw new IllegalArgumentException("the backbone's rate must be between 0 and 1, not " + factor);
        }
    }

    boolean isFrozen() {
        return factor == 0;
    }

    /** True when a tensor changes by its gradient. */
    boolean trains(String tensor) {
        return Layout.isTrainable(tensor) && (!isFrozen() || isHead(tensor));
    }

    /** By what the learning rate is multiplied for a tensor. */
    double of(String tensor) {
        return isHead(tensor) ? 1 : factor;
    }

    static boolean isHead(String tensor) {
        return Layout.isHead(tensor);
    }
}
