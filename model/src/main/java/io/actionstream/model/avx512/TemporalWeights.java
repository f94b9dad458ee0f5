package io.actionstream.model.avx512;

import java.util.function.Supplier;

/**
 * The weights of a convolution over time, for both kinds of tiles of a {@link TemporalTiling}.
 *
 * @param factors of the products
 * @param sixes of the products of tiles of six
 * @param fours of those of tiles of four
 */
record TemporalWeights(
        int channels, Factors factors, Place sixes, Place fours, Place bias, Place inputNumbers, Place outputNumbers) {

    /**
     * Packs weights.
     *
     * @param layer (channels, channels, 3, 1, 1)
     */
    static TemporalWeights of(Plan plan, Supplier<FoldedWeights.Layer> layer) {
        int channels = layer.get().bias().length;
        Constants constants = plan.constants();
        Factors factors = plan.factors();
        Place sixes =
                factors.add(constants, () -> TemporalTiling.packed(layer.get().weight(), channels), channels);
        long sixBytes = (long) TemporalTiling.SIX_POINTS * channels * channels * factors.bytes();
        return new TemporalWeights(
                channels,
                factors,
                sixes,
                sixes.plus(sixBytes),
                constants.add(() -> layer.get().bias()),
                constants.add(Filter.INPUT_NUMBERS),
                constants.add(Filter.OUTPUT_NUMBERS));
    }
}
