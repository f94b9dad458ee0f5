package io.actionstream.training.fit;

import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.Augmentation;

/** Recipes for tests. */
final class Recipes {
    private Recipes() {}

    /** A constant rate and nothing else. */
    static Recipe plain(double rate) {
        return new Recipe(
                "plain",
                1,
                8,
                false,
                rate,
                0,
                false,
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
