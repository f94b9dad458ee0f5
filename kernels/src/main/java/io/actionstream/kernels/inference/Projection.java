package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.gemm.MatrixProduct;
import io.actionstream.kernels.gemm.PackedWeights;
import io.actionstream.kernels.norm.ScaleShift;

/** The shortcut of a residual block that changes the channel count: a dense layer and the factors of its layer norm, of a chunk. */
final class Projection {
    final ScaleShift norm;
    private final Kernels kernels;
    private final Features in;
    private final int frames;
    private final int channels;
    private final PackedWeights weights;
    private final int result; // (frame, row, column, channel)
    private final int factors;

    Projection(Kernels kernels, Features in, int frames, NetworkWeights.Block block, int most, Aligned scratch) {
        this.kernels = kernels;
        this.in = in;
        this.frames = frames;
        this.norm = block.projectionNorm();
        NetworkWeights.Layer layer = block.projection().centred();
        channels = layer.bias().length;
        weights = new PackedWeights(kernels.gemm(), 1, in.channels, channels);
        for (int o = 0; o < channels; o++) {
            weights.setBias(0, o, layer.bias()[o]);
            for (int i = 0; i < in.channels; i++) {
                weights.set(0, o, i, layer.weight()[o * in.channels + i]);
            }
        }
        int unit = kernels.passes().pixelUnit();
        int all = Aligned.up(most, unit);
        result = scratch.take((all + kernels.gemm().rowUnit(channels)) * channels);
        factors = scratch.take(all * unit);
    }

    /** Row after row, as a row's product may write some pixels too many, which are those of the next. */
    void run(Conv2Plus1d.Chunk chunk, int y, ClipMemory clip, float[] m) {
        MatrixProduct.Shape shape = new MatrixProduct.Shape(1, chunk.columns(), in.channels, 0, 0);
        for (int t = 0; t < frames; t++) {
            for (int row = 0; row < chunk.rows(); row++) {
                int from = in.pixel(y + row, chunk.x()) + t * in.frame;
                kernels.gemm().multiply(shape, clip.numbers, from, weights, 0, m, result(chunk, t, row));
            }
        }
        kernels.passes().factors(m, result, frames * chunk.pixels(), channels, factors);
    }

    /** The place at which a row of a chunk's result begins. */
    int result(Conv2Plus1d.Chunk chunk, int frame, int row) {
        return result + chunk.index(frame, row) * channels;
    }

    /** The place at which its factors begin. */
    int factors(Conv2Plus1d.Chunk chunk, int frame, int row) {
        return factors + chunk.index(frame, row);
    }
}
