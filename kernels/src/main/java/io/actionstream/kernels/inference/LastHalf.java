package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.norm.PixelPasses;
import io.actionstream.kernels.norm.ScaleShift;
import java.util.Arrays;

/**
 * The second half of the last residual block: convolutions, and the sum over all pixels of what their layer norm and the
 * shortcut give. Each task has sums of its own, so that their order is always the same.
 */
final class LastHalf implements Stage {
    private final PixelPasses passes;
    private final int frames;
    private final int channels;
    private final Features in;
    private final NetworkWeights.Block weights;
    private final Conv2Plus1d convolutions;
    private final Projection projection; // or null
    private final int sums; // (task, convolutions and shortcut, channel) of the clip's memory

    LastHalf(
            Kernels kernels,
            int frames,
            NetworkWeights.Block weights,
            Features in,
            Features middle,
            Aligned clip,
            Aligned scratch) {
        this.passes = kernels.passes();
        this.frames = frames;
        this.channels = middle.channels;
        this.in = in;
        this.weights = weights;
        this.convolutions =
                new Conv2Plus1d(kernels, middle, frames, weights.second().centred(), scratch);
        this.projection = weights.projection() == null
                ? null
                : new Projection(kernels, in, frames, weights, convolutions.mostPixels(), scratch);
        this.sums = clip.take(tasks() * 2 * channels);
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
        return Rows.NONE;
    }

    @Override
    public void run(int task, ClipMemory clip, float[] m) {
        convolutions.overSpace(task, clip, m);
        int y = task * convolutions.rows();
        int to = sums + task * 2 * channels;
        Arrays.fill(clip.numbers, to, to + 2 * channels, 0);
        for (Conv2Plus1d.Chunk chunk : convolutions.chunks(task)) {
            convolutions.overTime(chunk, m);
            int all = frames * chunk.pixels();
            passes.addWeighted(
                    m,
                    convolutions.result(chunk, 0, 0),
                    convolutions.factors(chunk, 0, 0),
                    all,
                    channels,
                    clip.numbers,
                    to);
            addShortcut(chunk, y + chunk.y(), clip, to + channels, m);
        }
    }

    private void addShortcut(Conv2Plus1d.Chunk chunk, int y, ClipMemory clip, int to, float[] m) {
        if (projection != null) {
            projection.run(chunk, y, clip, m);
            passes.addWeighted(
                    m,
                    projection.result(chunk, 0, 0),
                    projection.factors(chunk, 0, 0),
                    frames * chunk.pixels(),
                    channels,
                    clip.numbers,
                    to);
            return;
        }
        for (int t = 0; t < frames; t++) {
            for (int row = 0; row < chunk.rows(); row++) {
                int from = in.pixel(y + row, chunk.x()) + t * in.frame;
                passes.addUp(clip.numbers, from, chunk.columns(), channels, clip.numbers, to);
            }
        }
    }

    /** The mean of each channel over all pixels, when all tasks are done. */
    double[] means(ClipMemory clip) {
        int pixels = frames * in.height * in.width;
        double[] means = new double[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double shortcut = 0;
            for (int task = 0; task < tasks(); task++) {
                sum += clip.numbers[sums + task * 2 * channels + c];
                shortcut += clip.numbers[sums + task * 2 * channels + channels + c];
            }
            means[c] = normed(weights.norm2(), c, sum / pixels);
            means[c] += projection == null ? shortcut / pixels : normed(projection.norm, c, shortcut / pixels);
        }
        return means;
    }

    private static double normed(ScaleShift norm, int channel, double mean) {
        return mean * norm.scale()[channel] + norm.shift()[channel];
    }
}
