package io.actionstream.jobs.command;

/** The reason why a command cannot go on, told to the person who gave it: the message is all they see. */
public final class LaunchException extends RuntimeException {
    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }

    public LaunchException(String message) {
        super(message);
    }
}
