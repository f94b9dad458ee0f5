package io.actionstream.model.avx512;

import java.util.function.Supplier;

/**
 * The weights of a 3x3 convolution, transformed for {@link Winograd}.
 *
 * @param columns the filter over the width
 * @param factors of the products
 * @param points of the products
 */
record SpatialWeights(Filter columns, int inputs, int outputs, Factors factors, Place points, Place bias) {

    /**
     * Packs weights.
     *
     * @param columns the filter over the width
     * @param layer (outputs, inputs, 1, 3, 3)
     */
    static SpatialWeights of(Plan plan, Filter columns, Supplier<FoldedWeights.Layer> layer) {
        int outputs = layer.get().bias().length;
        int inputs = layer.get().weight().length / outputs / Winograd.KERNEL / Winograd.KERNEL;
        return new SpatialWeights(
                columns,
                inputs,
                outputs,
                plan.factors(),
                plan.factors()
                        .add(
                                plan.constants(),
                                () -> Winograd.packed(layer.get().weight(), outputs, inputs, columns),
                                outputs),
                plan.constants().add(() -> layer.get().bias()));
    }
}
