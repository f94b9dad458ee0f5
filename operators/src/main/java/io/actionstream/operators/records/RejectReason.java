package io.actionstream.operators.records;

/** The stable codes of the {@code reason} header. */
public final class RejectReason {
    public static final String INVALID_CAMERA = "invalid-camera";
    public static final String EMPTY = "empty";
    public static final String TOO_MANY_BYTES = "too-many-bytes";
    public static final String TOO_MANY_PIXELS = "too-many-pixels";
    public static final String UNKNOWN_FORMAT = "unknown-format";
    public static final String TRUNCATED = "truncated";
    public static final String MALFORMED = "malformed";
    public static final String UNDECODABLE = "undecodable";
    public static final String CLASSIFICATION_FAILED = "classification-failed";
    public static final String CLASSIFICATION_TIMEOUT = "classification-timeout";

    private RejectReason() {}
}
