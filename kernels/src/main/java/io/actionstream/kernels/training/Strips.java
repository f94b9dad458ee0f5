package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;

/**
 * Pixels of a clip in strips of rows, each of all frames.
 *
 * <pre>
 *   strip 0: frames before: zeros   frame 0: row 0: pixel pixel ...  row 1: ...   frame 1: ...     strip 1: ...
 * </pre>
 *
 * @param first where the first frame of the first strip begins
 * @param rows of a strip
 * @param row from a row to the next
 * @param frame from a frame to the next
 * @param strip from a strip to the next
 */
record Strips(int first, int rows, int row, int frame, int strip) {

    /**
     * Takes memory, with room for a vector of pixels behind the last.
     *
     * @param before frames before the first
     * @param frames with those before and behind
     */
    static Strips take(int strips, int before, int frames, int rows, int width, int channels, Aligned memory) {
        int row = width * channels;
        int frame = Aligned.stride(rows * row);
        int strip = frames * frame;
        int first = memory.take(strips * strip + Aligned.LINE * channels);
        return new Strips(first + before * frame, rows, row, frame, strip);
    }

    /** The index at which a frame of a strip begins. */
    int at(int index, int frameIndex) {
        return first + index * strip + frameIndex * frame;
    }

    /** The index at which a row begins. */
    int row(int y, int frameIndex) {
        return at(y / rows, frameIndex) + y % rows * row;
    }
}
