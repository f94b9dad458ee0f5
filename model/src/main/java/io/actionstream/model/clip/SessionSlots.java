package io.actionstream.model.clip;

/** Turns frames in order of capture into sessions, and a session's frames into one sample for each slot. */
final class SessionSlots<T> {

    private final long interval;
    private final int maxGap;
    private Long session;
    private long slot;
    private long newest;

    SessionSlots(long interval, int maxGap, SamplerState<T> state) {
        this.interval = interval;
        this.maxGap = maxGap;
        this.session = state.session();
        this.slot = state.slot();
        this.newest = state.released() == null ? 0 : state.released();
    }

    void frame(long timestamp, T frame, SampleOutput<T> out) {
        if (session != null && slotOf(timestamp) - slot - 1 > maxGap) {
            end(newest, out);
        }
        if (session == null) {
            session = timestamp;
            slot = SamplerState.NO_SLOT;
        }
        newest = timestamp;
        if (slotOf(timestamp) > slot) {
            slot = slotOf(timestamp);
            out.sample(new Sample<>(session, slot, timestamp, frame));
        }
    }

    /** Ends the open session, if there is one. */
    void end(long timestamp, SampleOutput<T> out) {
        if (session != null) {
            out.sessionEnded(session, timestamp);
            session = null;
            slot = SamplerState.NO_SLOT;
        }
    }

    /** Ends the open session, if there is one, where its newest frame stands. */
    void end(SampleOutput<T> out) {
        end(newest, out);
    }

    Long session() {
        return session;
    }

    long slot() {
        return slot;
    }

    private long slotOf(long timestamp) {
        return (timestamp - session) / interval;
    }
}
