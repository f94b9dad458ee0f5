package io.actionstream.model.avx512;

import java.util.List;

/** A projected shortcut and its layer norm on the way forward and back: it keeps what came out of the dense layer. */
final class KeptProjection {
    private final Features in;
    private final Maps out;
    private final KeptNorm norm;
    private final DenseLayer dense;
    private final Place backWeights;
    private final OuterProducts products;
    private final Place sums;
    private final Place biasSums;
    private final Place chunk;

    /** Takes memory. */
    KeptProjection(Plan plan, FoldedWeights folded, Gradients gradients, String block, Features in) {
        this.in = in;
        String name = block + ".projection";
        dense = new DenseLayer(plan, folded, name, in);
        int channels = dense.channels();
        out = Maps.in(plan.kept(), in.frames(), in.height(), in.width(), channels);
        Region scratch = plan.scratch();
        norm = new KeptNorm(plan, scratch, folded, gradients, block + ".projection_norm", out);
        backWeights = plan.constants().add(() -> packedBack(folded.centred(name), in.channels()));
        products =
                new OuterProducts(in.width(), in.channels(), channels, in.pixelBytes(), channels * Float.BYTES, 0, 0);
        sums = gradients.ofProjection(name, in.channels(), channels);
        biasSums = gradients.ofBias(name, channels, true);
        int most = ConvolutionPass.rowsAtOnce(channels) * in.width() + Assembler.LANES;
        chunk = scratch.take((long) most * channels * Float.BYTES);
    }

    /** The weights (outputs, inputs) for a product from outputs back to inputs. */
    private static float[] packedBack(FoldedWeights.Layer layer, int inputs) {
        double[] weight = new double[layer.weight().length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = layer.weight()[i];
        }
        return MatrixProduct.packed(weight, layer.bias().length, inputs);
    }

    Place pixels(int frame, int row) {
        return out.at(frame, row);
    }

    Place scales(int frame, int row) {
        return norm.scales(frame, row);
    }

    /** Adds the calls on the way forward for some rows. */
    void addForward(List<Call> calls, int frame, int row, int rows) {
        dense.add(calls, frame, row, rows, out.at(frame, row));
        norm.addScales(calls, frame, row, rows);
    }

    /**
     * Adds the calls on the way back, for the rows from one to another.
     *
     * @param source of the gradients of the norm's results
     * @param to gradients of the input, which are added to
     */
    void addBackward(List<Call> calls, int first, int end, KeptConvolution.Source source, Maps to) {
        int most = ConvolutionPass.rowsAtOnce(out.channels());
        for (int t = 0; t < in.frames(); t++) {
            for (int row = first; row < end; row += most) {
                int rows = Math.min(most, end - row);
                source.add(calls, t, row, rows, chunk);
                norm.addGradients(calls, t, row, rows, chunk);
                int pixels = rows * in.width();
                calls.add(Call.of(new ChannelSums(pixels, out.channels()), chunk, biasSums));
                for (int i = 0; i < rows; i++) {
                    Place gradients = chunk.plus((long) i * out.rowBytes());
                    calls.add(Call.of(products, in.at(t, row + i, 0), gradients, sums, Place.number(1)));
                }
                MatrixProduct back = new MatrixProduct(
                        pixels,
                        out.channels(),
                        in.channels(),
                        out.channels() * Float.BYTES,
                        0,
                        0,
                        0,
                        MatrixProduct.Start.OUT);
                calls.add(Call.of(back, chunk, backWeights, to.at(t, row), dense.bias(), Place.number(1)));
            }
        }
    }
}
