package io.actionstream.model.clip;

/**
 * A frame or an end marker that waits until nothing captured earlier can still arrive.
 *
 * @param timestamp capture time, in milliseconds
 * @param frame the frame; null for an end marker
 */
public record Buffered<T>(long timestamp, T frame) {

    /** True for an end marker. */
    public boolean endsSession() {
        return frame == null;
    }
}
