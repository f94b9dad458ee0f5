package io.actionstream.model.console;

import java.io.IOException;
import java.util.Map;

/**
 * The abilities of the terminal to which standard output or standard error goes.
 *
 * @param movesCursor true for a terminal that can draw in the same place again; false for a file, a pipe and {@code TERM=dumb}
 * @param hasColours true for one that is to show colours; false when {@code NO_COLOR} is set, too
 */
public record Terminal(boolean movesCursor, boolean hasColours) {

    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;

    /** The place where standard output goes. */
    public static Terminal ofOutput() {
        return of(System.getenv(), isTerminal(OUTPUT));
    }

    /** The place where standard error goes. */
    public static Terminal ofErrors() {
        return of(System.getenv(), isTerminal(ERRORS));
    }

    /** True when standard output and standard error are to show colours. */
    public static boolean hasColoursOnBoth() {
        return System.console() != null && ofOutput().hasColours() && ofErrors().hasColours();
    }

    /** Reads the environment of a process. */
    static Terminal of(Map<String, String> environment, boolean isTerminal) {
        String type = environment.getOrDefault("TERM", "");
        boolean movesCursor = isTerminal && !type.isEmpty() && !type.equals("dumb");
        return new Terminal(
                movesCursor,
                movesCursor && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Asks the system, since {@link System#console()} tells nothing of one descriptor alone. */
    private static boolean isTerminal(int descriptor) {
        try {
            return new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // a system without it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
