package io.actionstream.jobs.publish;

import io.actionstream.media.video.VideoException;

/** Tells apart a camera that is being stopped from one whose video fails. */
final class Interruption {

    private Interruption() {}

    /** Stops when this thread has been interrupted. */
    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Stops when a video failed because this thread has been interrupted. */
    static void rethrow(VideoException failure) throws InterruptedException {
        if (Thread.interrupted()) {
            var interrupted = new InterruptedException(failure.getMessage());
            interrupted.initCause(failure);
            throw interrupted;
        }
    }
}
