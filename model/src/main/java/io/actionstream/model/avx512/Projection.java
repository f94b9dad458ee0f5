package io.actionstream.model.avx512;

import java.util.List;

/** The dense layer of a shortcut and the scales of its layer norm, for some rows of a frame at a time. */
final class Projection {
    private final Features in;
    private final DenseLayer dense;
    private final Place numbers;
    private final Place pixels;
    private final Place scales;

    /** Takes memory. */
    Projection(Plan plan, Region scratch, FoldedWeights folded, String block, Features in) {
        this.in = in;
        dense = new DenseLayer(plan, folded, block + ".projection", in);
        int channels = dense.channels();
        numbers = plan.constants().add(NormScales.numbers(channels));
        int most = ConvolutionPass.rowsAtOnce(channels) * in.width() + Assembler.LANES;
        pixels = scratch.take((long) most * channels * Float.BYTES);
        scales = scratch.take((long) most * Float.BYTES);
    }

    /** Adds the calls. */
    void add(List<Call> calls, int frame, int y, int rows) {
        dense.add(calls, frame, y, rows, pixels);
        calls.add(Call.of(new NormScales(rows * in.width(), dense.channels()), pixels, scales, numbers));
    }

    /** Where the rows lie, one after the other. */
    Place pixels() {
        return pixels;
    }

    Place scales() {
        return scales;
    }
}
