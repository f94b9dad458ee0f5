package io.actionstream.page.state;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks names of cameras and labels in records that anybody may have written. */
public final class Names {

    /** The longest name of a camera, and the longest label of a truth, in bytes of UTF-8, as in the job. */
    public static final int MAX_BYTES = 255;

    /** The longest label of a checkpoint, in characters. */
    private static final int MAX_LENGTH = 500;

    private Names() {}

    /** A name that a camera may have. */
    public static boolean isCamera(String name) {
        return isTruth(name) && !name.equals(Figures.ALL);
    }

    /** A label that a truth may have. */
    public static boolean isTruth(String label) {
        return isText(label) && label.getBytes(UTF_8).length <= MAX_BYTES;
    }

    /** A label that an action may have, and other short text. */
    public static boolean isText(String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }
}
