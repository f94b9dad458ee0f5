package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.inference.Features;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.PixelPasses;
import io.actionstream.kernels.norm.ScaleShift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A residual block and its backward pass, of a clip. Its parts are done strip by strip, each as soon as the strips that it needs are
 * there, as these are still in the cache then.
 */
final class TrainedBlock {
    private final TrainingKernels kernels;
    private final PixelPasses passes;
    private final int frames;
    private final int channels;
    private final Features in;
    private final Features middle;
    private final Features out; // null after the last block
    private final TrainedConvolutions first;
    private final TrainedConvolutions second;
    private final TrainedProjection projection; // or null
    private final int sums; // (convolutions and shortcut, channel) of the last block

    TrainedBlock(TrainingKernels kernels, Features in, int frames, int channels, boolean last, Aligned memory) {
        this.kernels = kernels;
        this.passes = kernels.forward().passes();
        this.frames = frames;
        this.channels = channels;
        this.in = in;
        first = new TrainedConvolutions(kernels, in, frames, channels, memory);
        middle = features(in.height, in.width, channels, frames, memory);
        second = new TrainedConvolutions(kernels, middle, frames, channels, memory);
        out = last ? null : features(in.height / 2, in.width / 2, channels, frames, memory);
        projection = in.channels == channels
                ? null
                : new TrainedProjection(kernels, in, frames, channels, first.strips(), first.rows(), memory);
        sums = memory.take(2 * channels);
    }

    /** Features of a clip, of all rows. */
    static Features features(int height, int width, int channels, int frames, Aligned memory) {
        return new Features(frames, height, width, channels, height, memory);
    }

    /** Work that sets the weights of a step, in parts. */
    List<Runnable> set(NetworkWeights.Block weights) {
        List<Runnable> parts = new ArrayList<>();
        parts.addAll(first.set(weights.first(), weights.norm1()));
        parts.addAll(second.set(weights.second(), weights.norm2()));
        if (projection != null) {
            projection.set(weights.projection(), weights.projectionNorm());
        }
        return parts;
    }

    Features out() {
        return out;
    }

    /** Memory for the gradients of its inputs. */
    Strips inputGradients(Aligned memory) {
        return Strips.take(first.strips(), 0, frames, first.rows(), in.width, in.channels, memory);
    }

    /** The forward pass: {@link #out}, or the sums of the last block. */
    void forward(float[] m) {
        Arrays.fill(m, sums, sums + 2 * channels, 0);
        for (int strip = 0; strip <= first.strips(); strip++) {
            if (strip < first.strips()) {
                firstHalf(strip, m);
            }
            if (strip > 0) {
                secondHalf(strip - 1, m);
            }
        }
    }

    private void firstHalf(int strip, float[] m) {
        first.forward(strip, m);
        for (int t = 0; t < frames; t++) {
            for (int y = first.firstRow(strip); y < first.endRow(strip); y++) {
                int from = first.out().row(y, t);
                int factors = first.norm().factors(y, t);
                int to = middle.pixel(y, 0) + t * middle.frame;
                passes.normRelu(m, from, factors, in.width, first.norm().norm(), m, to);
            }
        }
    }

    private void secondHalf(int strip, float[] m) {
        second.forward(strip, m);
        if (projection != null) {
            projection.forward(strip, second.endRow(strip), m);
        }
        if (out == null) {
            addSums(strip, m);
            return;
        }
        for (int t = 0; t < frames; t++) {
            for (int y = second.firstRow(strip); y < second.endRow(strip); y += 2) {
                halve(y, t, m);
            }
        }
    }

    private void halve(int y, int t, float[] m) {
        int to = out.pixel(y / 2, 0) + t * out.frame;
        if (projection == null) {
            int upper = in.pixel(y, 0) + t * in.frame;
            int lower = in.pixel(y + 1, 0) + t * in.frame;
            passes.halve(m, upper, lower, out.width, channels, m, to);
        } else {
            passes.normHalve(
                    m,
                    projection.out().row(y, t),
                    projection.out().row(y + 1, t),
                    projection.norm().factors(y, t),
                    projection.norm().factors(y + 1, t),
                    out.width,
                    projection.norm().norm(),
                    m,
                    to);
        }
        passes.normHalveAdd(
                m,
                second.out().row(y, t),
                second.out().row(y + 1, t),
                second.norm().factors(y, t),
                second.norm().factors(y + 1, t),
                out.width,
                second.norm().norm(),
                m,
                to);
    }

    private void addSums(int strip, float[] m) {
        int pixels = second.pixels(strip);
        for (int t = 0; t < frames; t++) {
            int factors = second.norm().stripFactors(strip, t);
            passes.addWeighted(m, second.out().at(strip, t), factors, pixels, channels, m, sums);
            if (projection != null) {
                int from = projection.out().at(strip, t);
                int its = projection.norm().stripFactors(strip, t);
                passes.addWeighted(m, from, its, pixels, channels, m, sums + channels);
                continue;
            }
            for (int y = second.firstRow(strip); y < second.endRow(strip); y++) {
                passes.addUp(m, in.pixel(y, 0) + t * in.frame, in.width, channels, m, sums + channels);
            }
        }
    }

    /** Pixels of a clip. */
    int pixels() {
        return frames * in.height * in.width;
    }

    /** The mean of each channel over all pixels of what the last block gives. */
    double[] means(float[] m) {
        double[] means = new double[channels];
        for (int c = 0; c < channels; c++) {
            means[c] = normed(second.norm().norm(), c, (double) m[sums + c] / pixels());
            double shortcut = (double) m[sums + channels + c] / pixels();
            means[c] += projection == null ? shortcut : normed(projection.norm().norm(), c, shortcut);
        }
        return means;
    }

    private static double normed(ScaleShift norm, int channel, double mean) {
        return mean * norm.scale()[channel] + norm.shift()[channel];
    }

    /** The gradients of what the block gives, from those of the halved. */
    OutputGradient ofHalved(float[] m, Strips halved) {
        return new OutputGradient.Halved(kernels.passes(), m, halved, frames, in, channels);
    }

    /** Room for {@link #ofMean}. */
    int takePixel(Aligned memory) {
        return memory.take((1 + in.width) * channels);
    }

    /** The gradients of what the last block gives, from those that all pixels have. */
    OutputGradient ofMean(float[] m, int pixel) {
        return new OutputGradient.Mean(kernels.passes(), m, pixel, frames, in, channels);
    }

    /**
     * The backward pass.
     *
     * @param dx the array to which the gradients of the inputs go
     */
    void backward(float[] m, OutputGradient output, float[] dx, Strips to) {
        int strips = first.strips();
        for (int i = 0; i < strips + 2; i++) {
            if (i < strips) {
                Strips gradients = second.gradients();
                output.put(second.firstRow(i), second.endRow(i), m, gradients.at(0, 0), gradients.frame());
                second.backwardOverTime(i, m);
            }
            if (i >= 1 && i - 1 < strips) {
                middleGradients(i - 1, m);
                first.backwardOverTime(i - 1, m);
            }
            if (i >= 2) {
                inputGradients(i - 2, m, output, dx, to);
            }
        }
    }

    /** Those of what the first norm gives. */
    private void middleGradients(int strip, float[] m) {
        Strips gradients = first.gradients();
        second.backwardOverSpace(strip, m, m, gradients.at(0, 0), gradients.frame());
        for (int t = 0; t < frames; t++) {
            for (int y = first.firstRow(strip); y < first.endRow(strip); y++) {
                int at = gradients.at(0, t) + (y - first.firstRow(strip)) * gradients.row();
                kernels.passes().reluGradient(m, middle.pixel(y, 0) + t * middle.frame, in.width, channels, m, at);
            }
        }
    }

    private void inputGradients(int strip, float[] m, OutputGradient output, float[] dx, Strips to) {
        int at = to.at(strip, 0);
        int row = first.firstRow(strip);
        int end = first.endRow(strip);
        first.backwardOverSpace(strip, m, dx, at, to.frame());
        if (projection == null) {
            output.add(row, end, dx, at, to.frame());
        } else {
            Strips gradients = projection.gradients();
            output.put(row, end, m, gradients.at(0, 0), gradients.frame());
            projection.backward(strip, end, m, dx, at, to.frame());
        }
    }

    void clear(float[] m) {
        first.clear(m);
        second.clear(m);
        if (projection != null) {
            projection.clear(m);
        }
    }

    /** Work that writes the gradients which the threads' sums stand for, in parts. */
    List<Runnable> write(List<float[]> threads, NetworkWeights.Block to) {
        List<Runnable> parts = new ArrayList<>();
        parts.add(() -> first.write(threads, to.first(), to.norm1()));
        parts.add(() -> second.write(threads, to.second(), to.norm2()));
        if (projection != null) {
            parts.add(() -> projection.write(threads, to.projection(), to.projectionNorm()));
        }
        return parts;
    }
}
