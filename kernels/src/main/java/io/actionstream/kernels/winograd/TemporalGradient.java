package io.actionstream.kernels.winograd;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.OuterProduct;
import io.actionstream.kernels.vector.Lanes;
import java.util.Arrays;

/**
 * The backward pass of a convolution of three frames: gradients of its inputs by a {@link TemporalConvolution} with the weights
 * turned round, and those of its weights from the values that this one has anyway, as in {@link SpatialGradient}.
 *
 * <pre>
 *   x       (frame, pixel, channel)
 *     | A of F(6, 3) and of F(4, 3)
 *   spread  (point, pixel, channel)
 *     | outer products with the values (point, pixel, channel) of dy
 *   sums    (8 + 6, input, output)
 * </pre>
 */
public final class TemporalGradient {
    private static final int TAPS = 3;

    private final OuterProduct outer;
    private final Transform six;
    private final Transform four;
    private final TemporalConvolution backward;
    private final int channels;
    private final int[] atFrames;
    private final int frame;
    private final int spread;
    private final int spreadPoint;
    private final int sums;

    /**
     * Prepares the gradient.
     *
     * @param outer takes x as it lies
     * @param gradientFrame from a frame of dy to the next
     * @param frame from a frame of x to the next
     * @param most pixels that it is ever called with
     * @param memory takes what it needs of a thread's memory
     */
    public TemporalGradient(
            MatrixProduct gemm,
            OuterProduct outer,
            Transform six,
            Transform four,
            int frames,
            int channels,
            int gradientFrame,
            int frame,
            int most,
            Aligned memory) {
        this.outer = outer;
        this.six = six;
        this.four = four;
        this.channels = channels;
        this.frame = frame;
        backward = new TemporalConvolution(gemm, six, four, frames, channels, gradientFrame, most, memory);
        atFrames = new int[six.filter().tile()];
        Arrays.setAll(atFrames, j -> j * frame);
        spreadPoint = Aligned.stride(most * channels);
        spread = memory.take(six.filter().points() * spreadPoint);
        sums = memory.take(sumCount());
    }

    private int sumCount() {
        return (six.filter().points() + four.filter().points()) * channels * channels;
    }

    /**
     * Sets the weights.
     *
     * @param weight (outputs, inputs, 3) of the forward pass
     */
    public void set(float[] weight) {
        backward.set(SpatialGradient.turnedRound(weight, channels, channels, TAPS), new float[channels]);
    }

    /** Sets the sums to zero. */
    public void clear(float[] m) {
        Arrays.fill(m, sums, sums + sumCount(), 0);
    }

    /**
     * Computes the gradients of some pixels, which {@link #output} gives, and adds to the sums.
     *
     * @param m a thread's memory
     * @param from where the pixels of dy are in the frame before the first
     * @param x an array that holds the inputs
     * @param x0 where the pixels of the first frame of x begin
     */
    public void run(float[] m, int from, float[] x, int x0, int pixels) {
        backward.input(m, from, 0, pixels, m);
        int values = backward.values();
        int first = x0;
        for (int i = 0; i < backward.sixes(); i++) {
            add(six, x, first, values, pixels, 0, m);
            first += six.filter().tile() * frame;
            values += six.filter().points() * backward.point();
        }
        for (int i = 0; i < backward.fours(); i++) {
            add(four, x, first, values, pixels, six.filter().points(), m);
            first += four.filter().tile() * frame;
            values += four.filter().points() * backward.point();
        }
        backward.multiply(m, pixels);
    }

    private void add(Transform transform, float[] x, int x0, int values, int pixels, int firstSum, float[] m) {
        int lanes = Lanes.COUNT;
        int vectors = pixels * channels / lanes;
        Transform.outputGradient(transform, x, x0, atFrames, lanes, m, spread, spreadPoint, lanes, vectors);
        OuterProduct.Shape shape = new OuterProduct.Shape(
                transform.filter().points(), pixels, channels, channels, spreadPoint, backward.point());
        outer.add(shape, m, spread, m, values, m, sums + firstSum * channels * channels);
    }

    /** Gives gradients; see {@link TemporalConvolution#output}. */
    public void output(float[] m, int pixel, int pixels, float[] dx, int to, int toFrame) {
        backward.output(m, pixel, pixels, dx, to, toFrame);
    }

    /**
     * Adds the gradient of the weights that a thread's sums stand for.
     *
     * @param gradient (outputs, inputs, 3)
     */
    public void addTo(float[] m, double[] gradient) {
        addTo(m, sums, six.filter(), gradient);
        addTo(m, sums + six.filter().points() * channels * channels, four.filter(), gradient);
    }

    private void addTo(float[] m, int from, MinimalFilter filter, double[] gradient) {
        for (int o = 0; o < channels; o++) {
            for (int i = 0; i < channels; i++) {
                for (int k = 0; k < TAPS; k++) {
                    double sum = 0;
                    for (int p = 0; p < filter.points(); p++) {
                        sum += filter.weights()[p][k] * m[from + (p * channels + i) * channels + o];
                    }
                    gradient[(o * channels + i) * TAPS + TAPS - 1 - k] += sum;
                }
            }
        }
    }
}
