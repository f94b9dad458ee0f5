package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.winograd.SpatialConvolution;
import io.actionstream.kernels.winograd.TemporalConvolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution over space of a strip of rows, then one over time and the factors of the layer norm, for as many pixels at a
 * time as stay in the first-level cache.
 */
final class Conv2Plus1d {
    /** Numbers of a frame that are computed together. */
    private static final int CHUNK = 1024;

    /** Pixels that are computed together at least, for the sake of the weights. */
    private static final int LEAST_PIXELS = 32;

    private static final int COLUMN_UNIT = 8;

    private final Kernels kernels;
    private final Features in;
    private final int frames;
    private final int channels;
    private final int tileRows;
    private final int chunkRows;
    private final int chunkColumns;
    private final SpatialConvolution spatial;
    private final TemporalConvolution temporal;
    private final int strip; // (frame, row, column, channel)
    private final int stripFrame;
    private final int result; // (frame, row, column, channel) of a chunk
    private final int factors; // (frame, row, column)

    /**
     * Pixels of a strip.
     *
     * @param y the first row, in the strip
     * @param x the first column
     */
    record Chunk(int y, int rows, int x, int columns) {

        int pixels() {
            return rows * columns;
        }

        /** A pixel's place among those of all frames. */
        int index(int frame, int row) {
            return (frame * rows + row) * columns;
        }
    }

    Conv2Plus1d(Kernels kernels, Features in, int frames, NetworkWeights.Convolutions layers, Aligned scratch) {
        this.kernels = kernels;
        this.in = in;
        this.frames = frames;
        this.channels = layers.spatial().bias().length;
        this.tileRows = SpatialConvolution.Size.tileRows(frames, in.height, in.width);
        int most = Math.max(LEAST_PIXELS, CHUNK / channels);
        chunkColumns = Math.min(in.width, Math.max(COLUMN_UNIT, most / 2 / COLUMN_UNIT * COLUMN_UNIT));
        chunkRows = chunkColumns < in.width ? 2 : Math.min(rows(), Math.max(2, most / chunkColumns / 2 * 2));
        spatial = new SpatialConvolution(
                kernels.gemm(),
                kernels.f43(),
                kernels.f73(),
                new SpatialConvolution.Size(frames, in.width, tileRows, in.channels, channels),
                scratch);
        spatial.set(layers.spatial().weight(), layers.spatial().bias());
        stripFrame = Aligned.stride(rows() * in.width * channels);
        strip = scratch.take(TemporalConvolution.inputFrames(frames) * stripFrame);
        int pixels = chunkRows * chunkColumns;
        temporal = new TemporalConvolution(
                kernels.gemm(), kernels.f63(), kernels.f43(), frames, channels, stripFrame, pixels, scratch);
        temporal.set(layers.temporal().weight(), layers.temporal().bias());
        int unit = kernels.passes().pixelUnit();
        int all = Aligned.up(TemporalConvolution.tiledFrames(frames) * pixels, unit);
        result = scratch.take(all * channels);
        factors = scratch.take(all * unit);
    }

    /** Rows of a strip. */
    int rows() {
        return tileRows * SpatialConvolution.TILE_ROWS;
    }

    int strips() {
        return (in.height + rows() - 1) / rows();
    }

    /** The largest chunk's pixels of all frames, in whole vectors. */
    int mostPixels() {
        return frames * chunkRows * chunkColumns;
    }

    /** The rows that a strip needs. */
    Stage.Rows reads(int strip) {
        return new Stage.Rows(in, strip * rows() - 1, (strip + 1) * rows() + 1);
    }

    /** The chunks of a strip. */
    List<Chunk> chunks(int strip) {
        List<Chunk> chunks = new ArrayList<>();
        int end = Math.min(rows(), in.height - strip * rows());
        for (int y = 0; y < end; y += chunkRows) {
            for (int x = 0; x < in.width; x += chunkColumns) {
                chunks.add(new Chunk(y, Math.min(chunkRows, end - y), x, Math.min(chunkColumns, in.width - x)));
            }
        }
        return chunks;
    }

    /** The convolution over space. */
    void overSpace(int index, ClipMemory clip, float[] m) {
        Arrays.fill(m, strip, strip + stripFrame, 0);
        int behind = strip + (1 + frames) * stripFrame;
        Arrays.fill(m, behind, strip + TemporalConvolution.inputFrames(frames) * stripFrame, 0);
        int[][] at = new int[tileRows][SpatialConvolution.TILE_ROWS + 2];
        for (int tile = 0; tile < tileRows; tile++) {
            for (int i = 0; i < at[tile].length; i++) {
                at[tile][i] = in.row(index * rows() + tile * SpatialConvolution.TILE_ROWS + i - 1);
            }
        }
        spatial.run(clip.numbers, at, in.frame, m, m, strip + stripFrame, stripFrame);
    }

    /** The convolution over time of a chunk, and its factors. */
    void overTime(Chunk chunk, float[] m) {
        for (int row = 0; row < chunk.rows; row++) {
            int from = strip + ((chunk.y + row) * in.width + chunk.x) * channels;
            temporal.input(m, from, row * chunk.columns, chunk.columns, m);
        }
        temporal.run(m, chunk.pixels(), result);
        kernels.passes().factors(m, result, frames * chunk.pixels(), channels, factors);
    }

    /** The place at which a row of a chunk's result begins. */
    int result(Chunk chunk, int frame, int row) {
        return result + chunk.index(frame, row) * channels;
    }

    /** The place at which its factors begin. */
    int factors(Chunk chunk, int frame, int row) {
        return factors + chunk.index(frame, row);
    }
}
