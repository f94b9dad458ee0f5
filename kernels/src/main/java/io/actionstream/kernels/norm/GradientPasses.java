package io.actionstream.kernels.norm;

/**
 * Passes over gradients of pixels whose channels are neighbours, (pixel, channel): those of {@link PixelPasses}, and those of a
 * batch norm, ReLU and halving. All sums are added to what is there.
 */
public interface GradientPasses {

    /** Pixels are taken so many at a time where sums over their channels are needed. */
    int pixelUnit();

    /** Gives a quarter of each pixel of a halved row to four: the gradient of halving. */
    void spread(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower);

    /** Adds a quarter of each pixel of a halved row to four. */
    void spreadAdd(float[] x, int x0, int pixels, int channels, float[] y, int upper, int lower);

    /** Gives the same to each pixel. */
    void repeat(float[] x, int x0, int pixels, int channels, float[] y, int y0);

    /** Adds pixels. */
    void add(float[] x, int x0, int pixels, int channels, float[] y, int y0);

    /** Sets gradients to 0 where what ReLU gave is 0. */
    void reluGradient(float[] x, int x0, int pixels, int channels, float[] y, int y0);

    /**
     * The gradient of the layer norm of {@link PixelPasses}, in place: with {@code u = g * scale},
     *
     * <pre>
     *   g = factor * u - x * factor^3 * (mean over channels of u x)
     * </pre>
     *
     * It is that of x whose mean is 0: the mean is taken from the gradients of the weights before it.
     *
     * @param m all of it
     * @param x0 what was normed
     * @param factors0 its factors; a multiple of {@link #pixelUnit} is read
     * @param scale by channel
     * @param scratch0 room for {@link #pixelUnit} numbers for each of these
     * @param sums0 sums of g, those of g times the norm before scale and shift, and those of the results, (3, channels)
     */
    void normGradient(float[] m, int g0, int x0, int factors0, int pixels, float[] scale, int scratch0, int sums0);

    /** Sums of pixels and of their squares, (2, channels). */
    void sums(float[] x, int x0, int pixels, int channels, float[] y, int y0);

    /**
     * Batch norm, ReLU and halving.
     *
     * @param pixels of y
     */
    void normReluHalve(float[] x, int upper, int lower, int pixels, ScaleShift norm, float[] y, int y0);

    /**
     * Sums for the gradient of {@link #normReluHalve}, over the pixels of a row of x, two for each of g: those of g, and of g x,
     * where the norm is above 0, (2, channels).
     *
     * @param pixels of x
     * @param g gradients of the halved row, of which a pixel of x has a quarter that is not taken here
     */
    void batchNormSums(float[] x, int x0, float[] g, int g0, int pixels, ScaleShift norm, float[] y, int y0);

    /**
     * The gradient of {@link #normReluHalve} for a row of x.
     *
     * @param pixels of x, two for each of g
     * @param sums0 sums of the results in y, (channels)
     */
    void batchNormGradient(
            float[] x, int x0, float[] g, int g0, int pixels, BatchNormFactors factors, float[] y, int y0, int sums0);

    /**
     * The terms of the gradient of a batch norm: {@code ofGradient g + ofInput x + addend}, with g only where {@code slope x +
     * offset} is above 0.
     *
     * @param numbers (slope, offset, ofGradient, ofInput and addend, channels)
     */
    record BatchNormFactors(float[] numbers) {
        private static final int KINDS = 5;

        int channels() {
            return numbers.length / KINDS;
        }

        float of(int kind, int channel) {
            return numbers[kind * channels() + channel];
        }
    }
}
