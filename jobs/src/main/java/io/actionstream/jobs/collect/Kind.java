package io.actionstream.jobs.collect;

import java.util.Locale;

/** The reason why a clip is collected; those that teach most come first. */
enum Kind {
    /** Its true action is known, and the model answered another. */
    CORRECTED,
    /** Its true action is known, and the model answered it. */
    LABELLED,
    /** Its true action is not known, and the model's two likeliest labels are close. */
    UNCERTAIN;

    /** Of a clip with a true action. */
    static Kind of(String truth, String answer) {
        return truth.equals(answer) ? LABELLED : CORRECTED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
