package io.actionstream.media.image;

/**
 * The reason why an image is refused.
 *
 * @param reason one of the stable codes below
 * @param detail one sentence for a reader
 */
public record ImageProblem(String reason, String detail) implements ImageVerdict {

    public static final String EMPTY = "empty";
    public static final String TOO_MANY_BYTES = "too-many-bytes";
    public static final String TOO_MANY_PIXELS = "too-many-pixels";
    public static final String UNKNOWN_FORMAT = "unknown-format";
    public static final String TRUNCATED = "truncated";
    public static final String MALFORMED = "malformed";
    public static final String UNSUPPORTED = "unsupported";
    public static final String TOO_MUCH_MEMORY = "too-much-memory";
    public static final String TOO_MANY_SCANS = "too-many-scans";

    public static ImageProblem truncated(String detail) {
        return new ImageProblem(TRUNCATED, detail);
    }

    public static ImageProblem malformed(String detail) {
        return new ImageProblem(MALFORMED, detail);
    }

    public static ImageProblem unsupported(String detail) {
        return new ImageProblem(UNSUPPORTED, detail);
    }
}
