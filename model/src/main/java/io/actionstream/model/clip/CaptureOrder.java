package io.actionstream.model.clip;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Puts what arrives from one camera in order of capture: an element is final once the camera's clock, the latest capture
 * time seen, has run the out-of-orderness past it.
 *
 * <p>Every undecided frame is buffered, not just each slot's first: an end marker that arrives late makes the frame after it
 * the first of a session, and which frame that is must not depend on the order of arrival.
 */
final class CaptureOrder<T> {

    private static final Comparator<Buffered<?>> BY_CAPTURE_ENDS_LAST =
            Comparator.<Buffered<?>>comparingLong(Buffered::timestamp).thenComparing(Buffered::endsSession);

    private final long outOfOrderness;
    private final ToLongFunction<T> weigher;
    private final TreeSet<Buffered<T>> buffered = new TreeSet<>(BY_CAPTURE_ENDS_LAST);
    private long weight;
    private Long clock;
    private Long released;

    CaptureOrder(long outOfOrderness, SamplerState<T> state, ToLongFunction<T> weigher) {
        this.outOfOrderness = outOfOrderness;
        this.weigher = weigher;
        this.clock = state.clock();
        this.released = state.released();
        state.buffered().forEach(this::buffer);
    }

    /** Takes an element, unless its place in the order is decided already. Of equal ones the first to arrive stays. */
    boolean add(Buffered<T> element) {
        if (isLate(element)) {
            return false;
        }
        buffer(element);
        clock = clock == null ? element.timestamp() : Math.max(clock, element.timestamp());
        return true;
    }

    /** The next element if it is final, else null. */
    Buffered<T> pollFinal() {
        return !buffered.isEmpty() && isFinal(buffered.first()) ? poll() : null;
    }

    /** The next element, final or not; null when there is none. */
    Buffered<T> poll() {
        Buffered<T> next = buffered.pollFirst();
        if (next != null) {
            weight -= weightOf(next);
            released = next.timestamp();
        }
        return next;
    }

    /** Forgets the earliest frame that is not decided yet, as if it had never come; null when there is none. */
    T dropOldestFrame() {
        for (Buffered<T> element : buffered) {
            if (!element.endsSession()) {
                buffered.remove(element);
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
        return buffered.isEmpty();
    }

    boolean holdsEndMarker() {
        return buffered.stream().anyMatch(Buffered::endsSession);
    }

    /** Starts again, with a clock that knows nothing. */
    void restart() {
        buffered.clear();
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

    List<Buffered<T>> buffered() {
        return List.copyOf(buffered);
    }

    private void buffer(Buffered<T> element) {
        if (buffered.add(element)) {
            weight += weightOf(element);
        }
    }

    private long weightOf(Buffered<T> element) {
        return element.endsSession() ? 0 : weigher.applyAsLong(element.frame());
    }

    private boolean isLate(Buffered<T> element) {
        if (clock == null) {
            return false;
        }
        boolean decided = released != null
                && (element.endsSession() ? element.timestamp() < released : element.timestamp() <= released);
        return decided || element.timestamp() < clock - outOfOrderness;
    }

    /** An end marker comes after the frames of its own time, so it waits for the last of them. */
    private boolean isFinal(Buffered<T> element) {
        long limit = clock - outOfOrderness;
        return element.endsSession() && outOfOrderness > 0 ? element.timestamp() < limit : element.timestamp() <= limit;
    }
}
