package io.actionstream.jobs.publish;

/** Takes the frames of cameras. Safe for any number of threads. */
interface FrameSink {

    /**
     * Sends a frame.
     *
     * @param captureTime in milliseconds since the epoch
     * @param label the true action on screen; null when unknown
     */
    void frame(String camera, long captureTime, byte[] jpeg, String label);

    /** Says that the camera's session has ended. */
    void endSession(String camera, long captureTime);
}
