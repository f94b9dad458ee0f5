package io.actionstream.jobs.publish;

import io.actionstream.model.video.VideoException;
import java.util.List;

/** One pass over the frames of a video, each encoded as it will be sent. */
interface Video extends AutoCloseable {

    /** Moves to the next frame; false at the end. */
    boolean next() throws VideoException;

    /** When the frame is shown, in milliseconds from the first. */
    long timestampMillis();

    /** The frame as JPEG. */
    byte[] jpeg() throws VideoException;

    /** Reads to the end to learn how long it is, in milliseconds. Afterwards there are no more frames. */
    long measureMillis() throws VideoException;

    /** What was wrong with it, in sentences that name it; to be asked at the end. */
    List<String> warnings();

    @Override
    void close();

    /** Opens videos. */
    interface Opener {
        Video open(String address) throws VideoException;
    }
}
