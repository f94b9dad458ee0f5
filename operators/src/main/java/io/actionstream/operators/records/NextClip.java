package io.actionstream.operators.records;

/**
 * The next step of a camera: a clip, or the end of a session. These records come in order of capture; the clips'
 * answers need not.
 *
 * @param camera the camera's id
 * @param start capture time of the clip's first sample, in milliseconds; 0 at the end of a session
 * @param endsSession true at the end of a session
 */
public record NextClip(String camera, long start, boolean endsSession) {

    /** A clip is next. */
    public static NextClip of(Clip clip) {
        return new NextClip(clip.camera(), clip.start(), false);
    }

    /** The session has ended. */
    public static NextClip sessionEnd(String camera) {
        return new NextClip(camera, 0, true);
    }
}
