package io.actionstream.operators.records;

import java.util.List;

/**
 * A clip ready for decoding: the distinct encoded images and which of them stands at each position.
 *
 * @param camera the camera's id
 * @param start capture time of the first sample, in milliseconds
 * @param end capture time of the last sample (padding does not count), in milliseconds
 * @param images the distinct frames, in capture order
 * @param positions for each position of the clip the index into {@code images}, or -1 where padding stands
 * @param truth the label that most samples carry; null when unknown
 * @param arrival when the last frame it needed was read, in milliseconds
 * @param model the model announced last; null when none was
 * @param listed true when a {@link NextClip} tells of the clip; false for one in a savepoint of an earlier version
 */
public record Clip(
        String camera,
        long start,
        long end,
        List<CameraFrame> images,
        int[] positions,
        String truth,
        long arrival,
        AnnouncedModel model,
        boolean listed) {

    /** A listed clip for whichever model there is. */
    public Clip(
            String camera,
            long start,
            long end,
            List<CameraFrame> images,
            int[] positions,
            String truth,
            long arrival) {
        this(camera, start, end, images, positions, truth, arrival, null, true);
    }

    /** The same for a model. */
    public Clip withModel(AnnouncedModel newModel) {
        return new Clip(camera, start, end, images, positions, truth, arrival, newModel, listed);
    }

    /** The number of positions that hold a sample rather than padding. */
    public int samples() {
        int samples = 0;
        for (int position : positions) {
            if (position >= 0) {
                samples++;
            }
        }
        return samples;
    }
}
