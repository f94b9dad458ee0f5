package io.actionstream.page.judge;

/**
 * A judgement.
 *
 * @param until when it is handed on, in milliseconds since 1970
 * @param written whether it is handed on, and cannot be undone any more
 */
public record Judgement(String id, String camera, long start, long end, String label, boolean written, long until) {

    Judgement asWritten() {
        return new Judgement(id, camera, start, end, label, true, until);
    }

    Judgement waitingUntil(long later) {
        return new Judgement(id, camera, start, end, label, false, later);
    }
}
