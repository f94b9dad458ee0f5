package io.actionstream.model.avx512;

/**
 * A convolution over time, with as many outputs as inputs, a frame at a time. Frames before the first and after the last
 * are zero, so their taps are left out.
 */
record TemporalConvolution(MatrixProduct product, Place weights, Place bias, int frames) {
    private static final int TAPS = 3;

    /**
     * Packs weights.
     *
     * @param layer (channels, channels, 3, 1, 1)
     * @param pixels of a frame, one after the other
     * @param frameBytes bytes from a frame to the next
     */
    static TemporalConvolution of(
            Constants constants, FoldedWeights.Layer layer, int channels, int pixels, int frames, int frameBytes) {
        double[] taps = new double[layer.weight().length];
        for (int i = 0; i < taps.length; i++) {
            int output = i / TAPS / channels;
            int input = i / TAPS % channels;
            taps[(i % TAPS * channels + input) * channels + output] = layer.weight()[i];
        }
        int pixel = channels * Float.BYTES;
        int panel = TAPS * channels * MatrixProduct.panelVectors(channels) * Assembler.VECTOR_BYTES;
        MatrixProduct product = new MatrixProduct(pixels, channels, channels, pixel, frameBytes, 0, 0, panel, 0, true);
        Place weights = constants.add(MatrixProduct.packed(taps, TAPS, channels, channels));
        return new TemporalConvolution(product, weights, constants.add(layer.bias()), frames);
    }

    /** The call for one frame. */
    Call call(int frame, Place from, Place to) {
        int first = Math.max(frame - 1, 0);
        int last = Math.min(frame + 1, frames - 1);
        int skipped = first - (frame - 1);
        return Call.of(
                product,
                from.plus((long) first * product.tap()),
                weights.plus((long) skipped * product.panelBytes() / TAPS),
                to,
                bias,
                Place.number(last - first + 1L),
                Place.number(1));
    }
}
