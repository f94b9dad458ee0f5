package io.actionstream.model.avx512;

import java.util.List;
import java.util.function.Supplier;

/** The dense layer of a shortcut, its outputs less their mean, for some rows of a frame at a time. */
final class DenseLayer {
    private final Features in;
    private final int channels;
    private final MatrixProduct product;
    private final Place weights;
    private final Place bias;

    /**
     * Takes memory.
     *
     * @param name of its weights
     */
    DenseLayer(Plan plan, FoldedWeights folded, String name, Features in) {
        this.in = in;
        Supplier<FoldedWeights.Layer> layer = () -> folded.centred(name);
        channels = layer.get().bias().length;
        int rowBytes = in.width() * channels * Float.BYTES;
        product = new MatrixProduct(
                in.width(),
                in.channels(),
                channels,
                in.pixelBytes(),
                in.rowBytes(),
                0,
                rowBytes,
                MatrixProduct.Start.BIAS);
        weights = plan.constants().add(() -> packed(layer.get(), in.channels()));
        bias = plan.constants().add(() -> layer.get().bias());
    }

    /** The weights (outputs, inputs) for a product from inputs to outputs. */
    private static float[] packed(FoldedWeights.Layer layer, int inputs) {
        int outputs = layer.bias().length;
        double[] transposed = new double[layer.weight().length];
        for (int i = 0; i < transposed.length; i++) {
            transposed[i % inputs * outputs + i / inputs] = layer.weight()[i];
        }
        return MatrixProduct.packed(transposed, inputs, outputs);
    }

    int channels() {
        return channels;
    }

    Place bias() {
        return bias;
    }

    /**
     * Adds the call.
     *
     * @param to where the rows go, one after the other
     */
    void add(List<Call> calls, int frame, int row, int rows, Place to) {
        calls.add(Call.of(product, in.at(frame, row, 0), weights, to, bias, Place.number(rows)));
    }
}
