package io.actionstream.operators.records;

/**
 * A classified clip whose truth is known, as one scope of the rolling figures counts it.
 *
 * @param scope a camera's id, or {@link Accuracy#ALL}
 * @param camera the camera's id; with {@code start} it identifies the clip
 * @param start capture time of the clip's first sample, in milliseconds
 * @param end capture time of the clip's last sample, in milliseconds
 * @param truth the true action
 * @param label the class it was given
 */
public record Outcome(String scope, String camera, long start, long end, String truth, String label) {}
