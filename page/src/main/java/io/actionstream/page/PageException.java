package io.actionstream.page;

/** Tells why the page cannot be served: its address is taken, or its key cannot be read. The message is for people. */
public final class PageException extends RuntimeException {
    PageException(String message, Throwable cause) {
        super(message, cause);
    }
}
