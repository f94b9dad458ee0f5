package io.actionstream.model.avx512;

import java.util.List;
import java.util.function.Supplier;

/** The dense layer of a shortcut and the scales of its layer norm, for some rows of a frame at a time. */
final class Projection {
    private final Features in;
    private final int channels;
    private final MatrixProduct product;
    private final Place weights;
    private final Place bias;
    private final Place numbers;
    private final Place pixels;
    private final Place scales;

    /** Takes memory. */
    Projection(Plan plan, Region scratch, FoldedWeights folded, String block, Features in) {
        this.in = in;
        Supplier<FoldedWeights.Layer> layer = () -> folded.centred(block + ".projection");
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
        numbers = plan.constants().add(NormScales.numbers(channels));
        int most = ConvolutionPass.rowsAtOnce(channels) * in.width() + Assembler.LANES;
        pixels = scratch.take((long) most * channels * Float.BYTES);
        scales = scratch.take((long) most * Float.BYTES);
    }

    /** The weights (outputs, inputs) for a product from inputs to outputs. */
    static float[] packed(FoldedWeights.Layer layer, int inputs) {
        int outputs = layer.bias().length;
        double[] transposed = new double[layer.weight().length];
        for (int i = 0; i < transposed.length; i++) {
            transposed[i % inputs * outputs + i / inputs] = layer.weight()[i];
        }
        return MatrixProduct.packed(transposed, inputs, outputs);
    }

    /** The same for a product from outputs back to inputs. */
    static float[] packedBack(FoldedWeights.Layer layer, int inputs) {
        double[] weight = new double[layer.weight().length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = layer.weight()[i];
        }
        return MatrixProduct.packed(weight, layer.bias().length, inputs);
    }

    /** Adds the calls. */
    void add(List<Call> calls, int frame, int y, int rows) {
        calls.add(Call.of(product, in.at(frame, y, 0), weights, pixels, bias, Place.number(rows)));
        calls.add(Call.of(new NormScales(rows * in.width(), channels), pixels, scales, numbers));
    }

    /** Where the rows lie, one after the other. */
    Place pixels() {
        return pixels;
    }

    Place scales() {
        return scales;
    }
}
