package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.norm.ScaleShift;

/** The first half of a residual block: convolutions, layer norm and ReLU. */
final class FirstHalf implements Stage {
    private final Kernels kernels;
    private final int frames;
    private final Features out;
    private final ScaleShift norm;
    private final Conv2Plus1d convolutions;

    FirstHalf(Kernels kernels, int frames, NetworkWeights.Block weights, Features in, Features out, Aligned scratch) {
        this.kernels = kernels;
        this.frames = frames;
        this.out = out;
        this.norm = weights.norm1();
        this.convolutions = new Conv2Plus1d(kernels, in, frames, weights.first().centred(), scratch);
    }

    @Override
    public int tasks() {
        return convolutions.strips();
    }

    @Override
    public Rows reads(int task) {
        return convolutions.reads(task);
    }

    @Override
    public Rows writes(int task) {
        int rows = convolutions.rows();
        return new Rows(out, task * rows, Math.min((task + 1) * rows, out.height));
    }

    @Override
    public void run(int task, ClipMemory clip, float[] m) {
        convolutions.overSpace(task, clip, m);
        int y = task * convolutions.rows();
        for (Conv2Plus1d.Chunk chunk : convolutions.chunks(task)) {
            convolutions.overTime(chunk, m);
            for (int t = 0; t < frames; t++) {
                for (int row = 0; row < chunk.rows(); row++) {
                    kernels.passes()
                            .normRelu(
                                    m,
                                    convolutions.result(chunk, t, row),
                                    convolutions.factors(chunk, t, row),
                                    chunk.columns(),
                                    norm,
                                    clip.numbers,
                                    out.pixel(y + chunk.y() + row, chunk.x()) + t * out.frame);
                }
            }
        }
    }
}
