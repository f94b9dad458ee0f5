package io.actionstream.page.state;

/**
 * Bounds of what is remembered.
 *
 * @param cameras the most cameras; beyond them the one that is silent for longest makes room
 * @param silentMillis a camera of which nothing came for so long is silent
 * @param forgetMillis a camera of which nothing came for so long is forgotten
 */
public record StateLimits(int cameras, long silentMillis, long forgetMillis) {

    private static final long SECOND = 1000;
    private static final long HOUR = 3600 * SECOND;

    /** 10,000 cameras, silent after 15 seconds, forgotten after 6 hours. */
    public static final StateLimits DEFAULT = new StateLimits(10_000, 15 * SECOND, 6 * HOUR);

    public StateLimits {
        if (cameras < 1 || silentMillis < 1 || forgetMillis < silentMillis) {
            throw new IllegalArgumentException("limits out of range: " + cameras + " cameras, silent after "
                    + silentMillis + " ms, forgotten after " + forgetMillis + " ms");
        }
    }
}
