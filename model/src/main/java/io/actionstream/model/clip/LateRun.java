package io.actionstream.model.clip;

/** The late frames that came in a row, which tell a straggler from a clock that was set back. */
final class LateRun {

    private Long from;
    private Long to;

    LateRun(Long from, Long to) {
        this.from = from;
        this.to = to;
    }

    void add(long timestamp) {
        from = from == null ? timestamp : Math.min(from, timestamp);
        to = to == null ? timestamp : Math.max(to, timestamp);
    }

    void clear() {
        from = null;
        to = null;
    }

    /** Capture time from its earliest to its latest frame, in milliseconds. */
    long span() {
        return from == null ? 0 : to - from;
    }

    Long from() {
        return from;
    }

    Long to() {
        return to;
    }
}
