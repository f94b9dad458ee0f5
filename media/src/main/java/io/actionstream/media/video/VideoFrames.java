package io.actionstream.media.video;

import io.actionstream.media.image.RgbImage;

/** The frames of a video stream, as they are stored. For one thread at a time. */
interface VideoFrames extends AutoCloseable {

    /** Moves on to the next frame; false when there is none. */
    boolean next() throws VideoException;

    /** The time at which the current frame is shown, in units of the stream's time base; AV_NOPTS_VALUE when it says nothing. */
    long timestamp();

    /** The time for which the current frame is shown, in units of the stream's time base; 0 when it says nothing. */
    long duration();

    /** Columns of the current frame. */
    int width();

    /** Rows of the current frame. */
    int height();

    /** The size and orientation in which the current frame is shown. */
    DisplayGeometry geometry();

    /** The current frame at its own size, a new image. */
    RgbImage image() throws VideoException;

    /** The current frame resized to a width and height in pixels, a new image. What becomes smaller is averaged. */
    RgbImage image(int width, int height) throws VideoException;

    /** The number of packets that could not be decoded. */
    int damaged();

    @Override
    void close();
}
