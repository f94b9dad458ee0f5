package io.actionstream.operators.records;

/**
 * One frame as it arrived, or the end of a camera's session.
 *
 * @param camera the camera's id
 * @param timestamp capture time, in milliseconds since the epoch
 * @param image the encoded image (JPEG or PNG); null marks the end of the session
 * @param label the true action on screen; null when unknown
 * @param arrival when the job read it, in milliseconds since the epoch
 * @param origin where it came from
 */
public record CameraFrame(String camera, long timestamp, byte[] image, String label, long arrival, Origin origin) {

    /** True for the marker that ends the camera's session. */
    public boolean endsSession() {
        return image == null;
    }
}
