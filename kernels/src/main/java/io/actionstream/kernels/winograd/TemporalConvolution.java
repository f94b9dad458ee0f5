package io.actionstream.kernels.winograd;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.PackedWeights;
import io.actionstream.kernels.vector.Lanes;
import java.util.Arrays;

/**
 * A convolution of three frames, of some pixels of all frames: frames in tiles of six, F(6, 3), then of four, F(4, 3), which for
 * ten frames are 14 products in place of 30. The last tile may hang over the end.
 *
 * <pre>
 *   x       (frame, pixel, channel)                 a frame of zeros before the first, and some behind the last
 *     | F(6, 3) and F(4, 3)
 *   values  (1 + point, pixel, channel)
 *     | matrix products, each of which goes where the values of the one before were
 *   products (point, pixel, channel)
 *     | F(6, 3) and F(4, 3)
 *   y       (frame, pixel, channel)
 * </pre>
 */
public final class TemporalConvolution {
    private static final int TAPS = 3;

    private final MatrixProduct gemm;
    private final Transform six;
    private final Transform four;
    private final int channels;
    private final int sixes;
    private final int fours;
    private final PackedWeights weights; // those of six, then those of four
    private final int point;
    private final int products;
    private final int frame;
    private final int[] atFrames;

    /**
     * Prepares a convolution, whose weights are zero until they are {@link #set}.
     *
     * @param frame from a frame of x to the next
     * @param most pixels that it is ever called with
     * @param scratch takes what it needs of a thread's memory
     */
    public TemporalConvolution(
            MatrixProduct gemm,
            Transform six,
            Transform four,
            int frames,
            int channels,
            int frame,
            int most,
            Aligned scratch) {
        this.gemm = gemm;
        this.six = six;
        this.four = four;
        this.channels = channels;
        this.frame = frame;
        this.sixes = sixes(frames);
        this.fours = fours(frames);
        this.atFrames = new int[six.filter().points()];
        Arrays.setAll(atFrames, j -> j * frame);
        int points = sixes * six.filter().points() + fours * four.filter().points();
        point = Aligned.stride(Aligned.up(most, gemm.rowUnit(channels)) * channels);
        products = scratch.take((1 + points) * point);
        weights = new PackedWeights(gemm, six.filter().points() + four.filter().points(), channels, channels);
    }

    /**
     * Sets the weights.
     *
     * @param weight (channels, channels, 3)
     * @param bias (channels)
     */
    public void set(float[] weight, float[] bias) {
        pack(six.filter(), 0, weight, bias);
        pack(four.filter(), six.filter().points(), weight, bias);
    }

    private void pack(MinimalFilter filter, int first, float[] weight, float[] bias) {
        for (int p = 0; p < filter.points(); p++) {
            double[] g = filter.weights()[p];
            for (int o = 0; o < channels; o++) {
                for (int i = 0; i < channels; i++) {
                    int taps = (o * channels + i) * TAPS;
                    weights.set(
                            first + p, o, i, g[0] * weight[taps] + g[1] * weight[taps + 1] + g[2] * weight[taps + 2]);
                }
            }
        }
        for (int o = 0; o < channels; o++) {
            weights.setBias(first + filter.pointOfBias(), o, bias[o]);
        }
    }

    /** Tiles of six frames: as many as lead to the fewest products. */
    static int sixes(int frames) {
        int rest = frames % 6;
        int whole = frames / 6;
        if (rest == 0 || rest == 3 || rest == 4) {
            return whole;
        }
        return rest == 5 ? whole + 1 : Math.max(0, whole - 1);
    }

    static int fours(int frames) {
        return Math.max(0, (frames - 6 * sixes(frames) + 3) / 4);
    }

    /** Frames of all tiles: y has so many. */
    public static int tiledFrames(int frames) {
        return 6 * sixes(frames) + 4 * fours(frames);
    }

    /** Frames of x with the zeros around them. */
    public static int inputFrames(int frames) {
        return tiledFrames(frames) + TAPS - 1;
    }

    /**
     * Takes pixels that are neighbours.
     *
     * @param from where they are in the frame before the first
     * @param pixel the first one's place among those that are computed together
     * @param m a thread's memory
     */
    public void input(float[] numbers, int from, int pixel, int pixels, float[] m) {
        int lanes = Lanes.COUNT;
        int vectors = pixels * channels / lanes;
        int to = products + point + pixel * channels;
        int x = from;
        for (int i = 0; i < sixes; i++) {
            Transform.input(six, numbers, x, atFrames, lanes, m, to, point, lanes, vectors);
            to += six.filter().points() * point;
            x += six.filter().tile() * frame;
        }
        for (int i = 0; i < fours; i++) {
            Transform.input(four, numbers, x, atFrames, lanes, m, to, point, lanes, vectors);
            to += four.filter().points() * point;
            x += four.filter().tile() * frame;
        }
    }

    /**
     * Computes the outputs of all pixels that were taken.
     *
     * @param to where they go: (frame, pixel, channel), nothing between frames
     */
    public void run(float[] m, int pixels, int to) {
        multiply(m, pixels);
        output(m, 0, pixels, m, to, pixels * channels);
    }

    /**
     * Gives the outputs of some pixels that were multiplied.
     *
     * @param pixel the first one's place among those that were computed together
     * @param to where they go in y, (frame, pixel, channel): those of {@link #tiledFrames}
     * @param toFrame from a frame there to the next
     */
    public void output(float[] m, int pixel, int pixels, float[] y, int to, int toFrame) {
        int lanes = Lanes.COUNT;
        int vectors = pixels * channels / lanes;
        int from = products + pixel * channels;
        int first = to;
        for (int i = 0; i < sixes; i++) {
            Transform.output(six, m, from, point, lanes, y, first, toFrame, lanes, vectors);
            from += six.filter().points() * point;
            first += six.filter().tile() * toFrame;
        }
        for (int i = 0; i < fours; i++) {
            Transform.output(four, m, from, point, lanes, y, first, toFrame, lanes, vectors);
            from += four.filter().points() * point;
            first += four.filter().tile() * toFrame;
        }
    }

    int channels() {
        return channels;
    }

    /** Tiles of six frames. */
    int sixes() {
        return sixes;
    }

    /** Tiles of four frames, behind those of six. */
    int fours() {
        return fours;
    }

    /** The place in a thread's memory at which the values begin, after {@link #input} and before {@link #multiply}. */
    int values() {
        return products + point;
    }

    /** From a point's values to the next one's. */
    int point() {
        return point;
    }

    /** Multiplies the pixels that were taken. */
    public void multiply(float[] m, int pixels) {
        int from = products;
        for (int i = 0; i < sixes; i++) {
            multiply(m, pixels, from, six.filter().points(), 0);
            from += six.filter().points() * point;
        }
        for (int i = 0; i < fours; i++) {
            multiply(m, pixels, from, four.filter().points(), six.filter().points());
            from += four.filter().points() * point;
        }
    }

    private void multiply(float[] m, int pixels, int to, int points, int first) {
        MatrixProduct.Shape shape = new MatrixProduct.Shape(points, pixels, channels, point, point);
        gemm.multiply(shape, m, to + point, weights, first, m, to);
    }
}
