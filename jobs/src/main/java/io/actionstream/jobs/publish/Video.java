package io.actionstream.jobs.publish;

import io.actionstream.model.video.VideoException;

/** One pass over the frames of a video, each encoded as it will be sent. */
interface Video extends AutoCloseable {

    /** Moves to the next frame; false at the end. */
    boolean next() throws VideoException;

    /** When the frame is shown, in milliseconds from the first. */
    long timestampMillis();

    /** The frame as JPEG. */
    byte[] jpeg() throws VideoException;

    /** How long it is, in milliseconds; 0 when unknown. */
    long durationMillis();

    @Override
    void close();

    /** Opens videos. */
    interface Opener {
        Video open(String address) throws VideoException;
    }
}
