package io.actionstream.model.console;

import java.util.regex.Pattern;

/** Text from a topic or a file as a terminal or a log may be given it. */
public final class Printable {

    /** Control characters, other ends of lines, and marks that turn the direction of text. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\u061c\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private static final int MOST_CHARACTERS = 1000;

    private Printable() {}

    /** The text, at most {@value #MOST_CHARACTERS} characters of it, with a question mark for each that is unsafe. */
    public static String of(String text) {
        String whole = String.valueOf(text);
        String start = whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS));
        return UNSAFE.matcher(start).replaceAll("?");
    }

    /** The failure with its stack and causes, whose messages may quote what was read, with messages to be printed. */
    public static Exception of(Throwable failure) {
        Throwable cause = failure.getCause();
        var printable = new PrintableException(of(failure.toString()), cause == null ? null : of(cause));
        printable.setStackTrace(failure.getStackTrace());
        return printable;
    }

    /** Stands in a log for a failure. */
    private static final class PrintableException extends Exception {

        private static final long serialVersionUID = 1;

        PrintableException(String failure, Throwable cause) {
            super(failure, cause);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
