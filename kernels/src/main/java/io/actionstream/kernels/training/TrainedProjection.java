package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.OuterProduct;
import io.actionstream.kernels.gemm.PackedWeights;
import io.actionstream.kernels.inference.Features;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;
import io.actionstream.kernels.winograd.TemporalConvolution;
import java.util.Arrays;
import java.util.List;

/** The shortcut of a block that changes the channel count: a dense layer and its layer norm, and their backward pass. */
final class TrainedProjection {
    private final TrainingKernels kernels;
    private final Features in;
    private final int frames;
    private final int channels;
    private final Strips out;
    private final TrainedNorm norm;
    private final Strips gradients;
    private final int back; // (pixel, input)
    private final int sums; // (input, output)
    private final PackedWeights weights;
    private final PackedWeights backWeights;

    /**
     * Takes memory.
     *
     * @param rows of a strip
     */
    TrainedProjection(
            TrainingKernels kernels, Features in, int frames, int channels, int strips, int rows, Aligned memory) {
        this.kernels = kernels;
        this.in = in;
        this.frames = frames;
        this.channels = channels;
        MatrixProduct gemm = kernels.forward().gemm();
        int all = TemporalConvolution.tiledFrames(frames);
        out = Strips.take(strips, 0, all, rows, in.width, channels, memory);
        norm = new TrainedNorm(kernels, out, strips, frames, in.width, channels, memory);
        gradients = Strips.take(1, 0, frames, rows, in.width, channels, memory);
        back = memory.take(Aligned.up(rows * in.width, gemm.rowUnit(in.channels)) * in.channels);
        sums = memory.take(in.channels * channels);
        weights = new PackedWeights(gemm, 1, in.channels, channels);
        backWeights = new PackedWeights(gemm, 1, channels, in.channels);
    }

    void set(NetworkWeights.Layer layer, ScaleShift scaleShift) {
        norm.set(scaleShift);
        NetworkWeights.Layer centred = layer.centred();
        for (int o = 0; o < channels; o++) {
            weights.setBias(0, o, centred.bias()[o]);
            for (int i = 0; i < in.channels; i++) {
                float weight = centred.weight()[o * in.channels + i];
                weights.set(0, o, i, weight);
                backWeights.set(0, i, o, weight);
            }
        }
    }

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

    /** The forward pass, up to the norm's factors. A row's product may write some pixels too many, which come later. */
    void forward(int strip, int end, float[] m) {
        int first = strip * out.rows();
        MatrixProduct.Shape shape = new MatrixProduct.Shape(1, in.width, in.channels, 0, 0);
        for (int t = 0; t < frames; t++) {
            for (int y = first; y < end; y++) {
                int from = in.pixel(y, 0) + t * in.frame;
                kernels.forward().gemm().multiply(shape, m, from, weights, 0, m, out.row(y, t));
            }
        }
        norm.computeFactors(strip, (end - first) * in.width, m);
    }

    /**
     * The backward pass of a strip, whose {@link #gradients} are there.
     *
     * @param to where the gradients of the first frame's rows go in dx, which are added to
     */
    void backward(int strip, int end, float[] m, float[] dx, int to, int toFrame) {
        int first = strip * out.rows();
        int pixels = (end - first) * in.width;
        norm.gradient(strip, pixels, gradients, m);
        OuterProduct.Shape outer = new OuterProduct.Shape(1, in.width, in.channels, channels, 0, 0);
        MatrixProduct.Shape shape = new MatrixProduct.Shape(1, pixels, channels, 0, 0);
        for (int t = 0; t < frames; t++) {
            for (int y = first; y < end; y++) {
                int from = in.pixel(y, 0) + t * in.frame;
                int gradient = gradients.at(0, t) + (y - first) * gradients.row();
                kernels.outer().add(outer, m, from, m, gradient, m, sums);
            }
            kernels.forward().gemm().multiply(shape, m, gradients.at(0, t), backWeights, 0, m, back);
            kernels.passes().add(m, back, pixels, in.channels, dx, to + t * toFrame);
        }
    }

    void clear(float[] m) {
        norm.clear(m);
        Arrays.fill(m, sums, sums + in.channels * channels, 0);
    }

    /** Writes the gradients that the threads' sums stand for. */
    void write(List<float[]> threads, NetworkWeights.Layer to, ScaleShift normTo) {
        Gradient ofNorm = new Gradient(channels, channels);
        Gradient gradient = Gradient.of(to);
        for (float[] m : threads) {
            norm.addTo(m, ofNorm.weight, ofNorm.bias);
            for (int o = 0; o < channels; o++) {
                for (int t = 0; t < frames; t++) {
                    gradient.bias[o] += norm.sum(m, t, o);
                }
                for (int i = 0; i < in.channels; i++) {
                    gradient.weight[o * in.channels + i] += m[sums + i * channels + o];
                }
            }
        }
        ofNorm.write(normTo);
        gradient.writeCentred(to);
    }
}
