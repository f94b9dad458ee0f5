package io.actionstream.operators.records;

import io.actionstream.media.image.ImageProblem;

/** The stable codes of the {@code reason} header. */
public final class RejectReason {
    public static final String INVALID_CAMERA = "invalid-camera";
    public static final String INVALID_TIMESTAMP = "invalid-timestamp";
    public static final String CLOCK_AHEAD = "clock-ahead";
    public static final String CLOCK_BEHIND = "clock-behind";
    public static final String EMPTY = ImageProblem.EMPTY;
    public static final String TOO_MANY_BYTES = ImageProblem.TOO_MANY_BYTES;
    public static final String TOO_MANY_PIXELS = ImageProblem.TOO_MANY_PIXELS;
    public static final String UNKNOWN_FORMAT = ImageProblem.UNKNOWN_FORMAT;
    public static final String TRUNCATED = ImageProblem.TRUNCATED;
    public static final String MALFORMED = ImageProblem.MALFORMED;
    public static final String TOO_MANY_CAMERAS = "too-many-cameras";
    public static final String OTHER_PARTITION = "other-partition";
    public static final String TOO_MANY_HELD_BYTES = "too-many-held-bytes";
    public static final String TOO_MANY_SAMPLE_BYTES = "too-many-sample-bytes";
    public static final String UNSUPPORTED = ImageProblem.UNSUPPORTED;
    public static final String TOO_MUCH_MEMORY = ImageProblem.TOO_MUCH_MEMORY;
    public static final String TOO_MANY_SCANS = ImageProblem.TOO_MANY_SCANS;
    public static final String UNDECODABLE = "undecodable";
    public static final String INVALID_TRUTH = "invalid-truth";
    public static final String CLASSIFICATION_FAILED = "classification-failed";
    public static final String CLASSIFICATION_TIMEOUT = "classification-timeout";
    public static final String OVERLOAD = "overload";
    public static final String INVALID_MODEL = "invalid-model";

    private RejectReason() {}
}
