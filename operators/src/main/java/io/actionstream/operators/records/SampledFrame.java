package io.actionstream.operators.records;

/**
 * The frame that stands for one slot of a camera's session, or the session's end. A camera's samples arrive in the
 * order of their slots.
 *
 * @param frame the frame, or the end marker
 * @param session capture time of the session's first frame, from which slots are counted
 * @param slot the slot that the frame stands for; -1 with an end marker
 */
public record SampledFrame(CameraFrame frame, long session, long slot) {

    /** The end of a session. */
    public static SampledFrame end(String camera, long session, long timestamp, long arrival) {
        return new SampledFrame(new CameraFrame(camera, timestamp, null, null, arrival, null), session, -1);
    }

    /** The key of the stream. */
    public String camera() {
        return frame.camera();
    }
}
