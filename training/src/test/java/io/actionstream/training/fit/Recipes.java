package io.actionstream.training.fit;

import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.Augmentation;

/** Recipes for tests. */
final class Recipes {
    private Recipes() {}

    /** A constant rate and nothing else. */
    static Recipe plain(double rate) {
        return of("plain", 1, rate, 0, false);
    }

    /** A schedule of learning rates and nothing else. */
    static Recipe of(String name, int epochs, double rate, double warmupEpochs, boolean cosine) {
        return new Recipe(
                name,
                epochs,
                8,
                false,
                rate,
                warmupEpochs,
                cosine,
                0,
                0,
                0,
                0,
                224,
                null,
                null,
                null,
                null,
                0,
                224,
                Padding.BLACK,
                Augmentation.NONE,
                null);
    }
}
