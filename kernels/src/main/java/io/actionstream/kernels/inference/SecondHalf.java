package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.norm.PixelPasses;
import io.actionstream.kernels.norm.ScaleShift;

/** The second half of a residual block: convolutions, layer norm, the sum with the shortcut, and halving. */
final class SecondHalf implements Stage {
    private final PixelPasses passes;
    private final int frames;
    private final Features in;
    private final Features out;
    private final ScaleShift norm;
    private final Conv2Plus1d convolutions;
    private final Projection projection; // or null

    SecondHalf(
            Kernels kernels,
            int frames,
            NetworkWeights.Block weights,
            Features in,
            Features middle,
            Features out,
            Aligned scratch) {
        this.passes = kernels.passes();
        this.frames = frames;
        this.in = in;
        this.out = out;
        this.norm = weights.norm2();
        this.convolutions =
                new Conv2Plus1d(kernels, middle, frames, weights.second().centred(), scratch);
        this.projection = weights.projection() == null
                ? null
                : new Projection(kernels, in, frames, weights, convolutions.mostPixels(), scratch);
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
    public Rows readsToo(int task) {
        int rows = convolutions.rows();
        return new Rows(in, task * rows, (task + 1) * rows);
    }

    @Override
    public Rows writes(int task) {
        int rows = convolutions.rows() / 2;
        return new Rows(out, task * rows, Math.min((task + 1) * rows, out.height));
    }

    @Override
    public void run(int task, ClipMemory clip, float[] m) {
        convolutions.overSpace(task, clip, m);
        int y = task * convolutions.rows();
        for (Conv2Plus1d.Chunk chunk : convolutions.chunks(task)) {
            convolutions.overTime(chunk, m);
            if (projection != null) {
                projection.run(chunk, y + chunk.y(), clip, m);
            }
            for (int t = 0; t < frames; t++) {
                for (int row = 0; row < chunk.rows(); row += 2) {
                    int to = out.pixel((y + chunk.y() + row) / 2, chunk.x() / 2) + t * out.frame;
                    halve(chunk, t, row, y + chunk.y() + row, clip.numbers, to, m);
                }
            }
        }
    }

    private void halve(Conv2Plus1d.Chunk chunk, int t, int row, int y, float[] numbers, int to, float[] m) {
        int pixels = chunk.columns() / 2;
        if (projection == null) {
            int upper = in.pixel(y, chunk.x()) + t * in.frame;
            int lower = in.pixel(y + 1, chunk.x()) + t * in.frame;
            passes.halve(numbers, upper, lower, pixels, in.channels, numbers, to);
        } else {
            passes.normHalve(
                    m,
                    projection.result(chunk, t, row),
                    projection.result(chunk, t, row + 1),
                    projection.factors(chunk, t, row),
                    projection.factors(chunk, t, row + 1),
                    pixels,
                    projection.norm,
                    numbers,
                    to);
        }
        passes.normHalveAdd(
                m,
                convolutions.result(chunk, t, row),
                convolutions.result(chunk, t, row + 1),
                convolutions.factors(chunk, t, row),
                convolutions.factors(chunk, t, row + 1),
                pixels,
                norm,
                numbers,
                to);
    }
}
