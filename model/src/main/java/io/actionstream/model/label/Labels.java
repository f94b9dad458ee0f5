package io.actionstream.model.label;

import java.text.Normalizer;

/** Decides how the label of an action is spelt, wherever it comes from. */
public final class Labels {
    /** Stands for nothing of interest: the truth of an event that is false, the label of a true action that was missed. */
    public static final String NOTHING = "Nothing";

    /** UCF101's class list and folders have this; the names of the videos in it have HandStandPushups. */
    private static final String HANDSTAND_PUSHUPS = "HandstandPushups";

    private Labels() {}

    /**
     * The one spelling of a label: UCF101's class list decides on {@code HandstandPushups}, and letters with accents are
     * single characters (Unicode NFC), which they are not in names of files from macOS.
     *
     * @param label as it was found; may be null
     */
    public static String spelling(String label) {
        if (label == null) {
            return null;
        }
        return label.equalsIgnoreCase(HANDSTAND_PUSHUPS)
                ? HANDSTAND_PUSHUPS
                : Normalizer.normalize(label, Normalizer.Form.NFC);
    }
}
