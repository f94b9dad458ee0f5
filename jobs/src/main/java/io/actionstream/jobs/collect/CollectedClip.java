package io.actionstream.jobs.collect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * A clip of a camera that is wanted in the data set.
 *
 * @param camera the camera's name; with {@code start} it identifies the clip
 * @param start capture time of the first sample, in milliseconds
 * @param end capture time of the last sample, in milliseconds
 * @param kind why it is wanted
 * @param label the true action; null when it is uncertain
 * @param labelledBy where that comes from
 * @param answer what the model said
 */
record CollectedClip(
        String camera, long start, long end, Kind kind, String label, LabelSource labelledBy, Answer answer) {

    /** The most wanted first: by what they teach, then the latest. */
    static final Comparator<CollectedClip> MOST_WANTED = Comparator.comparing(CollectedClip::kind)
            .thenComparing(Comparator.comparingLong(CollectedClip::start).reversed())
            .thenComparing(CollectedClip::camera);

    /**
     * The model's answer.
     *
     * @param model the version of the checkpoint
     * @param label the likeliest action
     * @param confidence its probability
     * @param second the next likely action; empty when the record has no other
     * @param margin by how much the likeliest is likelier
     */
    record Answer(String model, String label, float confidence, String second, float margin) {}

    /** The same, with a true action. */
    CollectedClip judged(String truth) {
        return new CollectedClip(camera, start, end, Kind.of(truth, answer.label), truth, LabelSource.TRUTH, answer);
    }

    /** The camera and day, by UTC, that it is of. */
    CameraDay cameraDay() {
        return new CameraDay(camera, LocalDate.ofInstant(Instant.ofEpochMilli(start), ZoneOffset.UTC));
    }

    /** A camera on a day: all of its clips are on one side of a split. */
    record CameraDay(String camera, LocalDate day) {}
}
