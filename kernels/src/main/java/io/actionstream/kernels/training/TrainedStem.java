package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.inference.Features;
import io.actionstream.kernels.inference.NetworkShape;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.stem.StemConvolution;
import io.actionstream.kernels.winograd.TemporalConvolution;
import io.actionstream.kernels.winograd.TemporalGradient;
import java.util.Arrays;
import java.util.List;

/**
 * The stem and its backward pass. Its batch norm needs sums over all clips of a batch, both ways, so a clip saves what came out of
 * its convolutions, and the work is in parts.
 *
 * <pre>
 *   between   (strip of six rows, 16 columns, frame, row, channel, column)      as the convolution of 7x7 pixels leaves it
 *   out       (row, frame, column, channel)
 * </pre>
 */
final class TrainedStem {
    private static final int ROWS = StemConvolution.ROWS;
    private static final int COLUMNS = StemConvolution.COLUMNS;

    /** Rows that are halved to one. */
    private static final int PAIR = 2;

    private final TrainingKernels kernels;
    private final NetworkShape shape;
    private final int channels;
    private final int allFrames;
    private final StemConvolution spatial;
    private final TemporalConvolution temporal;
    private final TemporalGradient temporalGradient;
    private final int between;
    private final int betweenFrame;
    private final int betweenChunk;
    private final int out;
    private final int outFrame;
    private final int forwardSums; // (2, channel)
    private final int backwardSums;
    private final Strips gradients; // (frame, two rows, 16 columns, channel)
    private final int betweenGradients; // (frame, six rows, column, channel)
    private final int betweenGradientsFrame;
    private final int timeSums; // (frame, channel)
    private final StemTaps taps;
    private NetworkWeights.Layer temporalWeights;

    /**
     * Takes memory.
     *
     * @param clip takes what it needs of a clip's memory
     * @param memory takes what it needs of a thread's
     */
    TrainedStem(TrainingKernels kernels, NetworkShape shape, Aligned clip, Aligned memory) {
        this.kernels = kernels;
        this.shape = shape;
        channels = shape.stem();
        int frames = shape.frames();
        allFrames = TemporalConvolution.tiledFrames(frames);
        int around = TemporalConvolution.inputFrames(frames);
        betweenFrame = Aligned.stride(ROWS * COLUMNS * channels);
        betweenChunk = around * betweenFrame;
        between = clip.take(strips() * chunks() * betweenChunk);
        outFrame = shape.width() * channels;
        out = clip.take(shape.height() * allFrames * outFrame);
        forwardSums = clip.take(2 * channels);
        backwardSums = clip.take(2 * channels);
        var forward = kernels.forward();
        spatial = new StemConvolution(
                forward.pixelProduct(),
                forward.f67(),
                forward.pixelFloats(),
                frames,
                shape.height(),
                shape.width(),
                channels,
                memory);
        int most = PAIR * COLUMNS;
        temporal = new TemporalConvolution(
                forward.transposedProduct(),
                forward.f63(),
                forward.f43(),
                frames,
                channels,
                betweenFrame,
                most,
                memory);
        gradients = Strips.take(1, 1, around, PAIR, COLUMNS, channels, memory);
        temporalGradient = new TemporalGradient(
                forward.gemm(),
                kernels.transposedOuter(),
                forward.f63(),
                forward.f43(),
                frames,
                channels,
                gradients.frame(),
                betweenFrame,
                most,
                memory);
        betweenGradientsFrame = Aligned.stride(ROWS * outFrame);
        betweenGradients = memory.take(allFrames * betweenGradientsFrame);
        timeSums = memory.take(frames * channels);
        taps = new StemTaps(kernels, spatial, shape.width(), channels, memory);
    }

    private int strips() {
        return (shape.height() + ROWS - 1) / ROWS;
    }

    private int chunks() {
        return shape.width() / COLUMNS;
    }

    private int between(int strip, int chunk) {
        return between + (strip * chunks() + chunk) * betweenChunk;
    }

    private int out(int y, int t) {
        return out + (y * allFrames + t) * outFrame;
    }

    /** Work that sets the weights of a step. */
    Runnable set(NetworkWeights.Convolutions layers) {
        temporalWeights = layers.temporal();
        return () -> {
            spatial.set(layers.spatial().weight(), layers.spatial().bias());
            temporal.set(layers.temporal().weight(), layers.temporal().bias());
            temporalGradient.set(layers.temporal().weight());
        };
    }

    /** The forward pass up to the batch norm, and the sums that it needs. */
    void forward(TrainedClip clip, float[] m) {
        float[] numbers = clip.numbers();
        Arrays.fill(numbers, forwardSums, forwardSums + 2 * channels, 0);
        for (int strip = 0; strip < strips(); strip++) {
            int y = strip * ROWS;
            spatial.input(clip.pixels(), y, m);
            for (int chunk = 0; chunk < chunks(); chunk++) {
                int to = between(strip, chunk) + betweenFrame;
                for (int t = 0; t < shape.frames(); t += StemConvolution.FRAMES) {
                    spatial.run(t, chunk * COLUMNS, m, numbers, to + t * betweenFrame, betweenFrame);
                }
                for (int row = 0; row < ROWS && y + row < shape.height(); row += PAIR) {
                    overTime(strip, chunk, row, numbers, m);
                }
            }
            for (int row = y; row < Math.min(y + ROWS, shape.height()); row++) {
                int pixels = shape.frames() * shape.width();
                kernels.passes().sums(numbers, out(row, 0), pixels, channels, numbers, forwardSums);
            }
        }
    }

    private void overTime(int strip, int chunk, int row, float[] numbers, float[] m) {
        temporal.input(numbers, between(strip, chunk) + row * COLUMNS * channels, 0, PAIR * COLUMNS, m);
        temporal.multiply(m, PAIR * COLUMNS);
        for (int i = 0; i < PAIR; i++) {
            int to = out(strip * ROWS + row + i, 0) + chunk * COLUMNS * channels;
            temporal.output(m, i * COLUMNS, COLUMNS, numbers, to, outFrame);
        }
    }

    /** The place in a clip's memory of the sums of the batch norm's input and of its squares. */
    int forwardSums() {
        return forwardSums;
    }

    /** The place in a clip's memory of the sums of {@link io.actionstream.kernels.norm.GradientPasses#batchNormSums}. */
    int backwardSums() {
        return backwardSums;
    }

    /** The forward pass from the batch norm on. */
    void halve(TrainedClip clip, BatchNormStep norm, float[] m, Features to) {
        for (int y = 0; y < shape.height(); y += PAIR) {
            for (int t = 0; t < shape.frames(); t++) {
                int at = to.pixel(y / PAIR, 0) + t * to.frame;
                kernels.passes()
                        .normReluHalve(clip.numbers(), out(y, t), out(y + 1, t), to.width, norm.forward(), m, at);
            }
        }
    }

    /**
     * The sums that the backward pass of the batch norm needs.
     *
     * @param halved the gradients of what {@link #halve} gave, in the clip's memory
     */
    void sumBackward(TrainedClip clip, BatchNormStep norm, Strips halved) {
        float[] numbers = clip.numbers();
        Arrays.fill(numbers, backwardSums, backwardSums + 2 * channels, 0);
        for (int y = 0; y < shape.height(); y++) {
            for (int t = 0; t < shape.frames(); t++) {
                int from = halved.row(y / PAIR, t);
                kernels.passes()
                        .batchNormSums(
                                numbers,
                                out(y, t),
                                numbers,
                                from,
                                shape.width(),
                                norm.forward(),
                                numbers,
                                backwardSums);
            }
        }
    }

    void clear(float[] m) {
        temporalGradient.clear(m);
        Arrays.fill(m, timeSums, timeSums + shape.frames() * channels, 0);
        taps.clear(m);
    }

    /** The backward pass from the batch norm on. */
    void backward(TrainedClip clip, BatchNormStep norm, Strips halved, float[] m) {
        for (int strip = 0; strip < strips(); strip++) {
            int y = strip * ROWS;
            for (int chunk = 0; chunk < chunks(); chunk++) {
                for (int row = 0; row < ROWS && y + row < shape.height(); row += PAIR) {
                    backwardOverTime(clip.numbers(), norm, halved, strip, chunk, row, m);
                }
            }
            for (int row = Math.min(ROWS, shape.height() - y); row < ROWS; row++) {
                for (int t = 0; t < shape.frames(); t++) {
                    int from = betweenGradients + t * betweenGradientsFrame + row * outFrame;
                    Arrays.fill(m, from, from + outFrame, 0);
                }
            }
            spatial.input(clip.pixels(), y, m);
            for (int t = 0; t < shape.frames(); t++) {
                taps.add(t, betweenGradients + t * betweenGradientsFrame, m);
            }
        }
    }

    private void backwardOverTime(
            float[] numbers, BatchNormStep norm, Strips halved, int strip, int chunk, int row, float[] m) {
        int y = strip * ROWS + row;
        int column = chunk * COLUMNS * channels;
        for (int t = 0; t < shape.frames(); t++) {
            int half = halved.row(y / PAIR, t) + column / 2;
            for (int i = 0; i < PAIR; i++) {
                kernels.passes()
                        .batchNormGradient(
                                numbers,
                                out(y + i, t) + column,
                                numbers,
                                half,
                                COLUMNS,
                                norm.backward(),
                                m,
                                gradients.at(0, t) + i * gradients.row(),
                                timeSums + t * channels);
            }
        }
        int from = between(strip, chunk) + betweenFrame + row * COLUMNS * channels;
        temporalGradient.run(m, gradients.at(0, -1), numbers, from, PAIR * COLUMNS);
        for (int i = 0; i < PAIR; i++) {
            int to = betweenGradients + (row + i) * outFrame + column;
            temporalGradient.output(m, i * COLUMNS, COLUMNS, m, to, betweenGradientsFrame);
        }
    }

    /** Writes the gradients that the threads' sums stand for. */
    void write(List<float[]> threads, NetworkWeights.Convolutions to) {
        Gradient ofTime = Gradient.of(to.temporal());
        Gradient ofSpace = Gradient.of(to.spatial());
        double[][] sums = new double[shape.frames()][channels];
        for (float[] m : threads) {
            temporalGradient.addTo(m, ofTime.weight);
            taps.addTo(m, ofSpace.weight);
            for (int t = 0; t < sums.length; t++) {
                for (int c = 0; c < channels; c++) {
                    sums[t][c] += m[timeSums + t * channels + c];
                }
            }
        }
        TrainedConvolutions.addBiases(sums, temporalWeights.weight(), ofTime.bias, ofSpace.bias);
        ofTime.write(to.temporal());
        ofSpace.write(to.spatial());
    }
}
