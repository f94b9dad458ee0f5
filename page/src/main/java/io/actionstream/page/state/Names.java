package io.actionstream.page.state;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Which names of cameras and labels are taken from records that anybody may have written. */
public final class Names {

    /** The longest name or label, in bytes of UTF-8, as in the job. */
    public static final int MAX_BYTES = 255;

    private Names() {}

    /** A name that a camera may have. */
    public static boolean isCamera(String name) {
        return isText(name) && !name.equals(Figures.ALL);
    }

    /** A label that an action may have, and other short text. */
    public static boolean isText(String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= MAX_BYTES
                && text.getBytes(UTF_8).length <= MAX_BYTES
                && text.chars().noneMatch(Character::isISOControl);
    }
}
