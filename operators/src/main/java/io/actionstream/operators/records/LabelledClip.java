package io.actionstream.operators.records;

/**
 * A classified clip, as far as the accuracy is concerned.
 *
 * @param camera the camera's id; with {@code start} it identifies the clip
 * @param start capture time of the clip's first sample, in milliseconds
 * @param end capture time of the clip's last sample, in milliseconds
 * @param label the class it was given
 * @param truth the true action; null when unknown
 */
public record LabelledClip(String camera, long start, long end, String label, String truth) {

    /** The clip of an action. */
    public static LabelledClip of(Action action) {
        return new LabelledClip(action.camera(), action.start(), action.end(), action.label(), action.truth());
    }

    /** The same clip once its truth is known. */
    public LabelledClip withTruth(String known) {
        return new LabelledClip(camera, start, end, label, known);
    }
}
