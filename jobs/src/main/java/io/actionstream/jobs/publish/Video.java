package io.actionstream.jobs.publish;

import io.actionstream.media.video.VideoException;
import java.util.List;

/** One pass over the frames of a video, each encoded as it will be sent. */
interface Video extends AutoCloseable {

    /** Moves to the next frame; false at the end. */
    boolean next() throws VideoException;

    /** The time at which the frame is shown, in milliseconds from the first. */
    long timestampMillis();

    /** The frame as JPEG. */
    byte[] jpeg() throws VideoException;

    /** Reads to the end to learn how long it is, in milliseconds. Afterwards there are no more frames. */
    long measureMillis() throws VideoException;

    /** Lists the problems of the video, in sentences that name it; to be asked at the end. */
    List<String> warnings();

    /** True when it is known to end, as a file does; false for what is live. */
    boolean hasEnd();

    /** True when frames come many at once, so that only their own times say when they were captured. */
    boolean comesInFiles();

    @Override
    void close();

    /** Opens videos. */
    interface Opener {
        Video open(String address) throws VideoException;
    }
}
