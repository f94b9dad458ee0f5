package io.actionstream.model.avx512;

import java.util.function.Supplier;

/**
 * The weights of a convolution over time, for both kinds of tiles of a {@link TemporalTiling}.
 *
 * @param fours of the products of tiles of four
 * @param twos of those of tiles of two
 */
record TemporalWeights(int channels, Place fours, Place twos, Place bias, Place inputNumbers, Place outputNumbers) {

    /**
     * Packs weights.
     *
     * @param layer (channels, channels, 3, 1, 1)
     */
    static TemporalWeights of(Constants constants, Supplier<FoldedWeights.Layer> layer) {
        int channels = layer.get().bias().length;
        Place fours = constants.add(() ->
                MatrixProduct.packed(TemporalTiling.transformed(layer.get().weight(), channels), channels, channels));
        long fourBytes = (long) TemporalTiling.FOUR_POINTS * channels * channels * Float.BYTES;
        return new TemporalWeights(
                channels,
                fours,
                fours.plus(fourBytes),
                constants.add(() -> layer.get().bias()),
                constants.add(WinogradInput.NUMBERS),
                constants.add(WinogradOutput.NUMBERS));
    }
}
