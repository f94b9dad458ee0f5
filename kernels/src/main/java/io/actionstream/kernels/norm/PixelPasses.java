package io.actionstream.kernels.norm;

/**
 * Passes over pixels whose channels are neighbours: (pixel, channel). Layer norms are of channels whose mean is 0, as the
 * weights before them are less their mean over outputs:
 *
 * <pre>
 *   norm(x)[pixel][channel] = x[pixel][channel] * factor[pixel] * scale[channel] + shift[channel]
 *   factor[pixel] = 1 / root(mean over channels of x[pixel][channel] squared, plus epsilon)
 * </pre>
 *
 * Halving takes the mean of squares of 2x2 pixels:
 *
 * <pre>
 *   upper:  p p  p p  p p       the pixels of a row, and those of the row below
 *   lower:  p p  p p  p p
 *   y:       q    q    q
 * </pre>
 */
public interface PixelPasses {

    /** Added to the variance (Keras' layer norm). */
    double EPSILON = 1e-3;

    /** Pixels have factors computed so many at a time. */
    int pixelUnit();

    /**
     * The factors of pixels.
     *
     * @param x a multiple of {@link #pixelUnit} of pixels is read
     * @param factors0 where they go, in x; for each pixel that is read {@link #pixelUnit} numbers are written on the way
     */
    void factors(float[] x, int x0, int pixels, int channels, int factors0);

    /** The larger one of each pixel's norm and 0. */
    void normRelu(float[] x, int x0, int factors0, int pixels, ScaleShift norm, float[] y, int y0);

    /**
     * The halved norm.
     *
     * @param lower where the row below begins
     * @param lowerFactors0 where its factors begin
     * @param pixels of y
     */
    void normHalve(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            ScaleShift norm,
            float[] y,
            int y0);

    /** Adds the halved norm to what is there. */
    void normHalveAdd(
            float[] x,
            int upper,
            int lower,
            int factors0,
            int lowerFactors0,
            int pixels,
            ScaleShift norm,
            float[] y,
            int y0);

    /** Halves. */
    void halve(float[] x, int upper, int lower, int pixels, int channels, float[] y, int y0);

    /** Halves the larger one of each number and 0. */
    void reluHalve(float[] x, int upper, int lower, int pixels, int channels, float[] y, int y0);

    /** Adds up all pixels, each times its factor. */
    void addWeighted(float[] x, int x0, int factors0, int pixels, int channels, float[] y, int y0);

    /** Adds up all pixels. */
    void addUp(float[] x, int x0, int pixels, int channels, float[] y, int y0);
}
