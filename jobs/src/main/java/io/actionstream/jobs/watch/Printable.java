package io.actionstream.jobs.watch;

import java.util.regex.Pattern;

/** Text from a topic as a terminal may be given it. */
final class Printable {

    /** Control characters, other ends of lines, and marks that turn the direction of text. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private static final int MOST_CHARACTERS = 1000;

    private Printable() {}

    /** The text, at most {@value #MOST_CHARACTERS} characters of it, with a question mark for each that is unsafe. */
    static String of(String text) {
        String whole = String.valueOf(text);
        String start = whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS));
        return UNSAFE.matcher(start).replaceAll("?");
    }
}
