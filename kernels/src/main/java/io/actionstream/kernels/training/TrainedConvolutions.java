package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.inference.Features;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;
import io.actionstream.kernels.winograd.SpatialConvolution;
import io.actionstream.kernels.winograd.SpatialGradient;
import io.actionstream.kernels.winograd.TemporalConvolution;
import io.actionstream.kernels.winograd.TemporalGradient;
import java.util.List;

/**
 * A convolution over space, one over time and a layer norm, and their backward pass, in strips of rows. Saves what both convolutions
 * gave.
 *
 * <pre>
 *   forward:   in  --space-->  between  --time-->  out  --norm-->
 *   backward:  dx  &lt;--space--  dBetween &lt;--time--  gradients  &lt;--norm--
 * </pre>
 */
final class TrainedConvolutions {
    /** Numbers of a frame that are computed together over time. */
    private static final int CHUNK = 1024;

    private static final int LEAST_PIXELS = 32;
    private static final int TAPS = 3;

    private final TrainingKernels kernels;
    private final Features in;
    private final int frames;
    private final int channels;
    private final int tileRows;
    private final int rows;
    private final int chunk;
    private final SpatialConvolution spatial;
    private final TemporalConvolution temporal;
    private final SpatialGradient spatialGradient;
    private final TemporalGradient temporalGradient;
    private final Strips between;
    private final Strips out;
    private final TrainedNorm norm;
    private final Strips gradients;
    private final Features betweenGradients;
    private NetworkWeights.Layer temporalWeights;

    TrainedConvolutions(TrainingKernels kernels, Features in, int frames, int channels, Aligned memory) {
        this.kernels = kernels;
        this.in = in;
        this.frames = frames;
        this.channels = channels;
        tileRows = SpatialConvolution.Size.tileRows(frames, in.height, in.width);
        rows = tileRows * SpatialConvolution.TILE_ROWS;
        chunk = Math.max(LEAST_PIXELS, CHUNK / channels);
        int all = TemporalConvolution.tiledFrames(frames);
        int around = TemporalConvolution.inputFrames(frames);
        between = Strips.take(strips(), 1, around, rows, in.width, channels, memory);
        out = Strips.take(strips(), 0, all, rows, in.width, channels, memory);
        norm = new TrainedNorm(kernels, out, strips(), frames, in.width, channels, memory);
        gradients = Strips.take(1, 1, around, rows, in.width, channels, memory);
        betweenGradients = new Features(all, in.height, in.width, channels, in.height, memory);
        var forward = kernels.forward();
        var size = new SpatialConvolution.Size(frames, in.width, tileRows, in.channels, channels);
        var back = new SpatialConvolution.Size(frames, in.width, tileRows, channels, in.channels);
        spatial = new SpatialConvolution(forward.gemm(), forward.f43(), forward.f73(), size, memory);
        spatialGradient =
                new SpatialGradient(forward.gemm(), kernels.outer(), forward.f43(), forward.f73(), back, memory);
        temporal = new TemporalConvolution(
                forward.gemm(), forward.f63(), forward.f43(), frames, channels, between.frame(), chunk, memory);
        temporalGradient = new TemporalGradient(
                forward.gemm(),
                kernels.outer(),
                forward.f63(),
                forward.f43(),
                frames,
                channels,
                gradients.frame(),
                between.frame(),
                chunk,
                memory);
    }

    /** Work that sets the weights of a step, in parts. */
    List<Runnable> set(NetworkWeights.Convolutions layers, ScaleShift scaleShift) {
        temporalWeights = layers.temporal().centred();
        norm.set(scaleShift);
        return List.of(
                () -> spatial.set(layers.spatial().weight(), layers.spatial().bias()),
                () -> spatialGradient.set(layers.spatial().weight()),
                () -> {
                    temporal.set(temporalWeights.weight(), temporalWeights.bias());
                    temporalGradient.set(temporalWeights.weight());
                });
    }

    /** Rows of a strip. */
    int rows() {
        return rows;
    }

    int strips() {
        return (in.height + rows - 1) / rows;
    }

    int firstRow(int strip) {
        return strip * rows;
    }

    int endRow(int strip) {
        return Math.min((strip + 1) * rows, in.height);
    }

    /** Pixels of a frame of a strip. */
    int pixels(int strip) {
        return (endRow(strip) - firstRow(strip)) * in.width;
    }

    /** The input of the norm. */
    Strips out() {
        return out;
    }

    TrainedNorm norm() {
        return norm;
    }

    /** Gradients of what the norm gives, of a strip. */
    Strips gradients() {
        return gradients;
    }

    /** The forward pass of a strip, up to the norm's factors. */
    void forward(int strip, float[] m) {
        int[][] at = rowsOf(in, strip, -1, SpatialConvolution.TILE_ROWS + 2, 0);
        spatial.run(m, at, in.frame, m, m, between.at(strip, 0), between.frame());
        int pixels = pixels(strip);
        for (int p = 0; p < pixels; p += chunk) {
            int some = Math.min(chunk, pixels - p);
            temporal.input(m, between.at(strip, -1) + p * channels, 0, some, m);
            temporal.multiply(m, some);
            temporal.output(m, 0, some, m, out.at(strip, 0) + p * channels, out.frame());
        }
        norm.computeFactors(strip, pixels, m);
    }

    private int[][] rowsOf(Features features, int strip, int first, int count, int offset) {
        int[][] at = new int[tileRows][count];
        for (int tile = 0; tile < tileRows; tile++) {
            for (int i = 0; i < count; i++) {
                int y = firstRow(strip) + tile * SpatialConvolution.TILE_ROWS + first + i;
                at[tile][i] = features.row(y) + offset;
            }
        }
        return at;
    }

    /** The backward pass of a strip through the norm and over time; {@link #gradients} are there. */
    void backwardOverTime(int strip, float[] m) {
        int pixels = pixels(strip);
        norm.gradient(strip, pixels, gradients, m);
        for (int p = 0; p < pixels; p += chunk) {
            int some = Math.min(chunk, pixels - p);
            temporalGradient.run(m, gradients.at(0, -1) + p * channels, m, between.at(strip, 0) + p * channels, some);
            for (int from = p; from < p + some; ) {
                int y = firstRow(strip) + from / in.width;
                int x = from % in.width;
                int count = Math.min(in.width - x, p + some - from);
                temporalGradient.output(m, from - p, count, m, betweenGradients.pixel(y, x), betweenGradients.frame);
                from += count;
            }
        }
    }

    /**
     * The backward pass of a strip over space, when those over time of it and its neighbours are done.
     *
     * @param to where the gradients of the first frame's rows go in dx
     */
    void backwardOverSpace(int strip, float[] m, float[] dx, int to, int toFrame) {
        spatialGradient.run(
                m,
                rowsOf(betweenGradients, strip, -1, SpatialConvolution.TILE_ROWS + 2, 0),
                betweenGradients.frame,
                rowsOf(in, strip, 0, SpatialConvolution.TILE_ROWS, in.channels),
                in.frame,
                dx,
                to,
                toFrame);
    }

    void clear(float[] m) {
        norm.clear(m);
        spatialGradient.clear(m);
        temporalGradient.clear(m);
    }

    /** Writes the gradients that the threads' sums stand for. */
    void write(List<float[]> threads, NetworkWeights.Convolutions to, ScaleShift normTo) {
        Gradient ofNorm = new Gradient(channels, channels);
        Gradient ofTime = Gradient.of(to.temporal());
        Gradient ofSpace = Gradient.of(to.spatial());
        for (float[] m : threads) {
            norm.addTo(m, ofNorm.weight, ofNorm.bias);
            temporalGradient.addTo(m, ofTime.weight);
            spatialGradient.addTo(m, ofSpace.weight);
        }
        double[][] sums = new double[frames][channels];
        for (int t = 0; t < frames; t++) {
            for (int c = 0; c < channels; c++) {
                for (float[] m : threads) {
                    sums[t][c] += norm.sum(m, t, c);
                }
            }
        }
        addBiases(sums, temporalWeights.weight(), ofTime.bias, ofSpace.bias);
        ofNorm.write(normTo);
        ofTime.writeCentred(to.temporal());
        ofSpace.write(to.spatial());
    }

    /**
     * Adds the gradients of both biases. That of the convolution over space is the sum over all pixels of what comes back over time,
     * which is known from the sums of what went there.
     *
     * @param sums of the gradients of the convolution over time, (frame, channel)
     * @param weight of it, (outputs, inputs, 3)
     */
    static void addBiases(double[][] sums, float[] weight, double[] overTime, double[] overSpace) {
        int frames = sums.length;
        int channels = overTime.length;
        for (int o = 0; o < channels; o++) {
            double all = 0;
            for (double[] sum : sums) {
                all += sum[o];
            }
            overTime[o] += all;
            for (int i = 0; i < channels; i++) {
                int taps = (o * channels + i) * TAPS;
                overSpace[i] += weight[taps] * (all - sums[0][o])
                        + weight[taps + 1] * all
                        + weight[taps + 2] * (all - sums[frames - 1][o]);
            }
        }
    }
}
