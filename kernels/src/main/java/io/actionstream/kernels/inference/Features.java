package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.winograd.SpatialConvolution;

/**
 * The output of a layer for the next ones, in a clip's memory: rows of all frames, with zeros before the first pixel and
 * behind the last. Rows that are no longer needed are overwritten; rows outside are one row of zeros.
 *
 * <pre>
 *   zeros | place 0: frame 0: 0 pixel pixel ... 0   frame 1: ...   | place 1 | ...      row y is at place y modulo places
 * </pre>
 */
public final class Features {
    public final int height;

    public final int width;
    public final int channels;
    /** From a frame of a row to the next. */
    public final int frame;

    final int places;
    private final int zeros;
    private final int row;

    /**
     * Takes memory.
     *
     * @param places rows that have one
     */
    public Features(int frames, int height, int width, int channels, int places, Aligned clip) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.places = Math.min(places, height);
        this.frame = Aligned.up(SpatialConvolution.rowFloats(width, channels), Aligned.LINE);
        this.row = Aligned.stride(frames * frame);
        this.zeros = clip.take((1 + this.places) * row);
    }

    /** The place at which a row begins, with the zeros before its first pixel. */
    public int row(int y) {
        return y < 0 || y >= height ? zeros : zeros + (1 + y % places) * row;
    }

    /** The place at which a pixel of the first frame begins. */
    public int pixel(int y, int x) {
        return row(y) + (1 + x) * channels;
    }
}
