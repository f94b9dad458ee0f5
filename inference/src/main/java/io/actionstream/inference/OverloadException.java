package io.actionstream.inference;

/** A clip was dropped, for others came faster than they could be classified. */
public final class OverloadException extends RuntimeException {
    public OverloadException(String message) {
        super(message, null, false, false); // an outcome of many, not a fault of a place
    }
}
