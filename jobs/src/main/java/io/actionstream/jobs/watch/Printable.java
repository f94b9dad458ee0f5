package io.actionstream.jobs.watch;

import java.util.regex.Pattern;

/** Text from a topic as a terminal may be given it. */
final class Printable {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f]");

    private Printable() {}

    /** The text with a question mark for each control character. */
    static String of(String text) {
        return CONTROL.matcher(String.valueOf(text)).replaceAll("?");
    }
}
