package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.norm.ScaleShift;
import io.actionstream.kernels.winograd.TemporalConvolution;
import java.util.Arrays;

/** A layer norm of pixels whose mean is 0, and its backward pass. Saves the factors. */
final class TrainedNorm {
    /** Numbers that are worked on at a time, so that they stay in the first-level cache. */
    private static final int CHUNK = 4096;

    private final TrainingKernels kernels;
    private final Strips pixels;
    private final Strips factors;
    private final int frames;
    private final int channels;
    private final int chunk;
    private final int scratch;
    private final int sums; // (frame, 3, channel)
    private ScaleShift norm;

    /**
     * Takes memory.
     *
     * @param pixels what is normed
     */
    TrainedNorm(
            TrainingKernels kernels, Strips pixels, int strips, int frames, int width, int channels, Aligned memory) {
        this.kernels = kernels;
        this.pixels = pixels;
        this.frames = frames;
        this.channels = channels;
        this.chunk = Math.max(CHUNK / channels, Aligned.LINE);
        int all = TemporalConvolution.tiledFrames(frames);
        factors = Strips.take(strips, 0, all, pixels.rows(), width, 1, memory);
        scratch = memory.take(Aligned.up(chunk, Aligned.LINE) * Aligned.LINE);
        sums = memory.take(frames * 3 * channels);
    }

    void set(ScaleShift scaleShift) {
        norm = scaleShift;
    }

    ScaleShift norm() {
        return norm;
    }

    /** Computes the factors of the first pixels of a strip. */
    void computeFactors(int strip, int count, float[] m) {
        for (int t = 0; t < frames; t++) {
            for (int p = 0; p < count; p += chunk) {
                int some = Math.min(chunk, count - p);
                kernels.forward().passes().factors(m, pixels.at(strip, t) + p * channels, some, channels, scratch);
                System.arraycopy(m, scratch, m, factors.at(strip, t) + p, some);
            }
        }
    }

    /** The index at which the factors of a row begin. */
    int factors(int y, int frame) {
        return factors.row(y, frame);
    }

    /** The index at which the factors of a strip begin. */
    int stripFactors(int strip, int frame) {
        return factors.at(strip, frame);
    }

    /**
     * Changes gradients of what the norm gave to those of what it took.
     *
     * @param gradients of the strip, as its only one
     */
    void gradient(int strip, int count, Strips gradients, float[] m) {
        for (int t = 0; t < frames; t++) {
            for (int p = 0; p < count; p += chunk) {
                kernels.passes()
                        .normGradient(
                                m,
                                gradients.at(0, t) + p * channels,
                                pixels.at(strip, t) + p * channels,
                                factors.at(strip, t) + p,
                                Math.min(chunk, count - p),
                                norm.scale(),
                                scratch,
                                sums + t * 3 * channels);
            }
        }
    }

    void clear(float[] m) {
        Arrays.fill(m, sums, sums + frames * 3 * channels, 0);
    }

    /** Adds the gradients of shift and scale. */
    void addTo(float[] m, double[] scaleGradient, double[] shiftGradient) {
        for (int t = 0; t < frames; t++) {
            for (int c = 0; c < channels; c++) {
                shiftGradient[c] += m[sums + t * 3 * channels + c];
                scaleGradient[c] += m[sums + (t * 3 + 1) * channels + c];
            }
        }
    }

    /** The sum over a frame's pixels of the gradients of what the norm took. */
    float sum(float[] m, int frame, int channel) {
        return m[sums + (frame * 3 + 2) * channels + channel];
    }
}
