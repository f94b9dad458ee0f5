package io.actionstream.model.frame;

/**
 * Why an image is refused.
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

    static ImageProblem truncated(String detail) {
        return new ImageProblem(TRUNCATED, detail);
    }

    static ImageProblem malformed(String detail) {
        return new ImageProblem(MALFORMED, detail);
    }
}
