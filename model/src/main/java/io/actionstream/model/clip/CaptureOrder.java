package io.actionstream.model.clip;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Puts what arrives from one camera in order of capture: an element is final once the camera's clock, the latest capture
 * time seen, has run the out-of-orderness past it.
 *
 * <p>Every undecided frame is held, not just each slot's first: an end marker that arrives late makes the frame after it
 * the first of a session, and which frame that is must not depend on the order of arrival.
 */
final class CaptureOrder<T> {

    private static final Comparator<Held<?>> BY_CAPTURE_ENDS_LAST =
            Comparator.<Held<?>>comparingLong(Held::timestamp).thenComparing(Held::endsSession);

    private final long outOfOrderness;
    private final ToLongFunction<T> weigher;
    private final TreeSet<Held<T>> held = new TreeSet<>(BY_CAPTURE_ENDS_LAST);
    private long weight;
    private Long clock;
    private Long released;

    CaptureOrder(long outOfOrderness, SamplerState<T> state, ToLongFunction<T> weigher) {
        this.outOfOrderness = outOfOrderness;
        this.weigher = weigher;
        this.clock = state.clock();
        this.released = state.released();
        state.held().forEach(this::hold);
    }

    /** Takes an element, unless its place in the order is decided already. Of equal ones the first to arrive stays. */
    boolean add(Held<T> element) {
        if (isLate(element)) {
            return false;
        }
        hold(element);
        clock = clock == null ? element.timestamp() : Math.max(clock, element.timestamp());
        return true;
    }

    /** The next element if it is final, else null. */
    Held<T> pollFinal() {
        return !held.isEmpty() && isFinal(held.first()) ? poll() : null;
    }

    /** The next element, final or not; null when there is none. */
    Held<T> poll() {
        Held<T> next = held.pollFirst();
        if (next != null) {
            weight -= weightOf(next);
            released = next.timestamp();
        }
        return next;
    }

    /** Forgets the earliest frame that is not decided yet, as if it had never come; null when there is none. */
    T dropOldestFrame() {
        for (Held<T> element : held) {
            if (!element.endsSession()) {
                held.remove(element);
                weight -= weightOf(element);
                return element.frame();
            }
        }
        return null;
    }

    /** The weight of all frames that are not decided yet. */
    long weight() {
        return weight;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    boolean holdsEndMarker() {
        return held.stream().anyMatch(Held::endsSession);
    }

    /** Starts again, with a clock that knows nothing. */
    void restart() {
        held.clear();
        weight = 0;
        clock = null;
        released = null;
    }

    Long clock() {
        return clock;
    }

    Long released() {
        return released;
    }

    List<Held<T>> held() {
        return List.copyOf(held);
    }

    private void hold(Held<T> element) {
        if (held.add(element)) {
            weight += weightOf(element);
        }
    }

    private long weightOf(Held<T> element) {
        return element.endsSession() ? 0 : weigher.applyAsLong(element.frame());
    }

    private boolean isLate(Held<T> element) {
        if (clock == null) {
            return false;
        }
        boolean decided = released != null
                && (element.endsSession() ? element.timestamp() < released : element.timestamp() <= released);
        return decided || element.timestamp() < clock - outOfOrderness;
    }

    /** An end marker comes after the frames of its own time, so it waits for the last of them. */
    private boolean isFinal(Held<T> element) {
        long limit = clock - outOfOrderness;
        return element.endsSession() && outOfOrderness > 0 ? element.timestamp() < limit : element.timestamp() <= limit;
    }
}
