package io.actionstream.model.clip;

import java.util.List;

/**
 * All that a {@link FrameSampler} knows of its camera. Times are capture times in milliseconds.
 *
 * @param clock the latest time seen; null before the first frame
 * @param released up to where everything is decided; null when nothing is
 * @param session when the open session began; null when none is open
 * @param slot the newest slot of the open session that has its sample
 * @param lateFrom the earliest of the late frames that came in a row; null when there are none
 * @param lateTo the latest of them
 * @param buffered what is not decided yet, in order of capture
 */
public record SamplerState<T>(
        Long clock, Long released, Long session, long slot, Long lateFrom, Long lateTo, List<Buffered<T>> buffered) {

    /** The slot of a session that has no sample yet. */
    static final long NO_SLOT = -1;

    /** The state of a camera that was never seen. */
    public static <T> SamplerState<T> empty() {
        return new SamplerState<>(null, null, null, NO_SLOT, null, null, List.of());
    }
}
