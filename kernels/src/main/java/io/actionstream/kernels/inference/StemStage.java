package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.stem.StemConvolution;
import io.actionstream.kernels.winograd.TemporalConvolution;
import java.util.Arrays;

/** The stem: convolutions over space and time with the batch norm multiplied into them, ReLU and halving. */
final class StemStage implements Stage {
    private static final int ROWS = StemConvolution.ROWS;
    private static final int COLUMNS = StemConvolution.COLUMNS;

    private final Kernels kernels;
    private final NetworkShape shape;
    private final Features out;
    private final StemConvolution spatial;
    private final TemporalConvolution temporal;
    private final int strip; // (frame, row, channel, column)
    private final int stripFrame;
    private final int result; // (frame, two rows, column, channel)

    StemStage(Kernels kernels, NetworkShape shape, NetworkWeights weights, Features out, Aligned scratch) {
        this.kernels = kernels;
        this.shape = shape;
        this.out = out;
        int frames = shape.frames();
        NetworkWeights.Layer first = weights.stem().spatial();
        spatial = new StemConvolution(
                kernels.pixelProduct(),
                kernels.f67(),
                kernels.pixelFloats(),
                frames,
                shape.height(),
                shape.width(),
                shape.stem(),
                scratch);
        spatial.set(first.weight(), first.bias());
        stripFrame = Aligned.stride(ROWS * COLUMNS * shape.stem());
        strip = scratch.take(TemporalConvolution.inputFrames(frames) * stripFrame);
        NetworkWeights.Layer second = weights.stemNorm().after(weights.stem().temporal());
        temporal = new TemporalConvolution(
                kernels.transposedProduct(),
                kernels.f63(),
                kernels.f43(),
                frames,
                shape.stem(),
                stripFrame,
                2 * COLUMNS,
                scratch);
        temporal.set(second.weight(), second.bias());
        result = scratch.take(TemporalConvolution.tiledFrames(frames) * 2 * COLUMNS * shape.stem());
    }

    @Override
    public int tasks() {
        return (shape.height() + ROWS - 1) / ROWS;
    }

    @Override
    public Rows reads(int task) {
        return Rows.NONE;
    }

    @Override
    public Rows writes(int task) {
        return new Rows(out, task * ROWS / 2, Math.min((task + 1) * ROWS / 2, out.height));
    }

    @Override
    public void run(int task, ClipMemory clip, float[] m) {
        int y = task * ROWS;
        spatial.input(clip.pixels, y, m);
        Arrays.fill(m, strip, strip + stripFrame, 0);
        int behind = strip + (1 + shape.frames()) * stripFrame;
        Arrays.fill(m, behind, strip + TemporalConvolution.inputFrames(shape.frames()) * stripFrame, 0);
        for (int x = 0; x < shape.width(); x += COLUMNS) {
            for (int t = 0; t < shape.frames(); t += StemConvolution.FRAMES) {
                spatial.run(t, x, m, m, strip + (1 + t) * stripFrame, stripFrame);
            }
            for (int row = 0; row < ROWS && y + row < shape.height(); row += 2) {
                halve(row, out.pixel((y + row) / 2, x / 2), clip, m);
            }
        }
    }

    /** Two rows of the strip become one of the features. */
    private void halve(int row, int to, ClipMemory clip, float[] m) {
        int line = COLUMNS * shape.stem();
        temporal.input(m, strip + row * line, 0, 2 * COLUMNS, m);
        temporal.run(m, 2 * COLUMNS, result);
        for (int t = 0; t < shape.frames(); t++) {
            int from = result + t * 2 * line;
            kernels.passes()
                    .reluHalve(m, from, from + line, COLUMNS / 2, shape.stem(), clip.numbers, to + t * out.frame);
        }
    }
}
