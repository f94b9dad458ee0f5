package io.actionstream.training.events;

/**
 * A stretch of a video in which an action goes on. Times in milliseconds of the video.
 *
 * @param label the action
 * @param start when it begins
 * @param end when it ends, after its start
 */
public record Segment(String label, long start, long end) {

    public Segment {
        if (label == null || label.isBlank()) {
            throw new IllegalArgumentException("a segment's label is missing");
        }
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a segment must begin at 0 or later and end after its start, not be from " + start + " to " + end);
        }
    }

    /** Temporal intersection over union with another segment, whatever its label is: 0 when they share no time. */
    public double iou(Segment other) {
        double shared = Math.min(end, other.end) - Math.max(start, other.start);
        return shared <= 0 ? 0 : shared / (Math.max(end, other.end) - Math.min(start, other.start));
    }
}
