package io.actionstream.operators.records;

/**
 * The frame that stands for one slot of a camera's session, or the session's end. A camera's samples arrive in the
 * order of their slots.
 *
 * @param frame the frame, or the end marker
 * @param session capture time of the session's first frame, from which slots are counted
 * @param slot the slot that the frame stands for; -1 with an end marker
 * @param unheard true when who sends it has heard nothing of the camera since the job was restored, and speaks for it
 *     because perhaps nobody has
 */
public record SampledFrame(CameraFrame frame, long session, long slot, boolean unheard) {

    /** Stands in {@link #heard}. */
    public static final long NO_SESSION = Long.MIN_VALUE;

    /** A sample of a camera that its sender reads. */
    public SampledFrame(CameraFrame frame, long session, long slot) {
        this(frame, session, slot, false);
    }

    /** The end of a session. */
    public static SampledFrame end(String camera, long session, long timestamp, long arrival) {
        return new SampledFrame(new CameraFrame(camera, timestamp, null, null, arrival, null), session, -1);
    }

    /** Says that its sender reads the camera, and ends nothing. */
    public static SampledFrame heard(CameraFrame frame) {
        return end(frame.camera(), NO_SESSION, frame.timestamp(), frame.arrival());
    }

    /** The same from one who has not heard of the camera. */
    public SampledFrame asUnheard() {
        return new SampledFrame(frame, session, slot, true);
    }

    /** The key of the stream. */
    public String camera() {
        return frame.camera();
    }
}
