package io.actionstream.model.clip;

import java.util.List;

/**
 * A clip: its distinct frames and which of them stands at each position.
 *
 * @param start capture time of its first sample, in milliseconds; a repeated sample counts as captured at the start of
 *     the slot in which it stands
 * @param end capture time of its last sample, in milliseconds
 * @param frames the distinct frames, in order of capture
 * @param positions for each position the index into {@code frames}, or {@link #PADDING}
 */
public record AssembledClip<T>(long start, long end, List<T> frames, int[] positions) {

    /** The position after the end of a session. */
    public static final int PADDING = -1;
}
