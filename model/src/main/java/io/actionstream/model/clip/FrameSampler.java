package io.actionstream.model.clip;

import java.util.function.ToLongFunction;

/**
 * Samples one camera by time: of every slot of a session the first frame by capture time, in order, whatever the order
 * of arrival within {@link SamplingRules#outOfOrdernessMillis()}.
 *
 * <p>A session begins with its first frame and ends at an end marker, at a gap of more than
 * {@link SamplingRules#maxGap()} empty slots, or where the camera's clock jumped back: when late frames in a row, with
 * none in time among them, span more than that gap, a new session begins with the last of them. Other late frames
 * change nothing.
 *
 * <p>Not safe for more than one thread.
 */
public final class FrameSampler<T> {

    private final long longestGap;
    private final CaptureOrder<T> order;
    private final SessionSlots<T> slots;
    private final LateRun late;

    /** A sampler of a camera never seen before. */
    public FrameSampler(long intervalMillis, SamplingRules rules) {
        this(intervalMillis, rules, SamplerState.empty());
    }

    /** A sampler that goes on from {@link #state()}. */
    public FrameSampler(long intervalMillis, SamplingRules rules, SamplerState<T> state) {
        this(intervalMillis, rules, state, frame -> 0);
    }

    /**
     * A sampler that goes on from {@link #state()}.
     *
     * @param weigher how much a frame adds to {@link #bufferedWeight}
     */
    public FrameSampler(long intervalMillis, SamplingRules rules, SamplerState<T> state, ToLongFunction<T> weigher) {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("intervalMillis must be at least 1, not " + intervalMillis);
        }
        this.longestGap = rules.maxGap() * intervalMillis;
        this.order = new CaptureOrder<>(rules.outOfOrdernessMillis(), state, weigher);
        this.slots = new SessionSlots<>(intervalMillis, rules.maxGap(), state);
        this.late = new LateRun(state.lateFrom(), state.lateTo());
    }

    /**
     * A frame.
     *
     * @param timestamp its capture time, in milliseconds
     * @param frame not null
     * @return false when it was late and is ignored
     */
    public boolean frame(long timestamp, T frame, SampleOutput<T> out) {
        Buffered<T> buffered = new Buffered<>(timestamp, frame);
        if (!order.add(buffered)) {
            late.add(timestamp);
            if (late.span() <= longestGap) {
                return false;
            }
            finish(out);
            order.restart();
            order.add(buffered);
        }
        late.clear();
        emitFinal(out);
        return true;
    }

    /**
     * An end marker: frames captured at its time or earlier belong to the session, later ones to the next.
     *
     * @return false when it was late and is ignored
     */
    public boolean end(long timestamp, SampleOutput<T> out) {
        if (!order.add(new Buffered<>(timestamp, null))) {
            return false;
        }
        emitFinal(out);
        return true;
    }

    /** Takes everything up to the newest end marker as final. Does nothing when no marker waits. */
    public void flushEnds(SampleOutput<T> out) {
        while (order.holdsEndMarker()) {
            emit(order.poll(), out);
        }
    }

    /** Takes everything as final and ends the session: the camera has gone or its clock has jumped. */
    public void finish(SampleOutput<T> out) {
        for (Buffered<T> next = order.poll(); next != null; next = order.poll()) {
            emit(next, out);
        }
        slots.end(out);
    }

    /** True while an end marker waits for stragglers. */
    public boolean awaitsEnd() {
        return order.holdsEndMarker();
    }

    /** The weight of the frames that wait until nothing captured earlier can still arrive. */
    public long bufferedWeight() {
        return order.weight();
    }

    /**
     * Forgets the earliest of these frames, as if it had never come. End markers stay.
     *
     * @return the frame; null when none waits
     */
    public T dropOldestHeld() {
        return order.dropOldestFrame();
    }

    /** True when no session is open and nothing waits. */
    public boolean isAtRest() {
        return slots.session() == null && order.isEmpty();
    }

    /** All that it knows, for {@link #FrameSampler(long, SamplingRules, SamplerState)}. */
    public SamplerState<T> state() {
        return new SamplerState<>(
                order.clock(),
                order.released(),
                slots.session(),
                slots.slot(),
                late.from(),
                late.to(),
                order.buffered());
    }

    private void emitFinal(SampleOutput<T> out) {
        for (Buffered<T> next = order.pollFinal(); next != null; next = order.pollFinal()) {
            emit(next, out);
        }
    }

    private void emit(Buffered<T> next, SampleOutput<T> out) {
        if (next.endsSession()) {
            slots.end(next.timestamp(), out);
        } else {
            slots.frame(next.timestamp(), next.frame(), out);
        }
    }
}
