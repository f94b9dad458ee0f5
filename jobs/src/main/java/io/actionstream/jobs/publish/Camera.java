package io.actionstream.jobs.publish;

/** Plays what one camera has to show. */
interface Camera {

    /**
     * Plays to the end, or until the thread is interrupted.
     *
     * @return how many videos could not be read
     */
    int play() throws InterruptedException;
}
