package io.actionstream.operators.records;

/**
 * A message from the sampling operator to the operator that assembles clips. The samples of a camera arrive in the order of their
 * slots. {@link #kind} tells what a message says. The fields are those of savepoints: Flink keeps samples as this record.
 *
 * @param frame the frame, or the end marker
 * @param session capture time of the session's first frame, from which slots are counted
 * @param slot the slot that the frame stands for; -1 without a sample
 * @param unconfirmed true when the sender has restored the camera and read no record of it since
 */
public record SampledFrame(CameraFrame frame, long session, long slot, boolean unconfirmed) {

    /** The session of a confirmation, which is about none. */
    private static final long NO_SESSION = Long.MIN_VALUE;

    /** The kind of a message. */
    public enum Kind {
        /** The frame stands for a slot. */
        SAMPLE,
        /** The session has ended. */
        SESSION_END,
        /** The sender reads this camera since the job was restored. No session ends. */
        CONFIRMATION
    }

    /** A sample of a camera that its sender reads. */
    public SampledFrame(CameraFrame frame, long session, long slot) {
        this(frame, session, slot, false);
    }

    /** The end of a session. */
    public static SampledFrame end(String camera, long session, long timestamp, long arrival) {
        return new SampledFrame(new CameraFrame(camera, timestamp, null, null, arrival, null), session, -1);
    }

    /** The confirmation that the sender reads a frame's camera. */
    public static SampledFrame confirmation(CameraFrame frame) {
        return end(frame.camera(), NO_SESSION, frame.timestamp(), frame.arrival());
    }

    /** The same message from a subtask that has read no record of the camera since the restore. */
    public SampledFrame asUnconfirmed() {
        return new SampledFrame(frame, session, slot, true);
    }

    /** Tells what the message says. */
    public Kind kind() {
        if (!frame.endsSession()) {
            return Kind.SAMPLE;
        }
        return session == NO_SESSION ? Kind.CONFIRMATION : Kind.SESSION_END;
    }

    /** The key of the stream. */
    public String camera() {
        return frame.camera();
    }
}
