package io.actionstream.media.video;

import java.time.Duration;

/**
 * Settings of reading a video.
 *
 * @param codecThreads threads that decode it
 * @param openTimeout the longest that opening may take
 * @param readTimeout the longest wait for the next packet
 */
public record VideoOptions(int codecThreads, Duration openTimeout, Duration readTimeout) {

    /** One thread; ten seconds to open and between packets. */
    public static final VideoOptions DEFAULT = new VideoOptions(1, Duration.ofSeconds(10), Duration.ofSeconds(10));

    public VideoOptions {
        if (codecThreads < 1) {
            throw new IllegalArgumentException("video codecThreads must be at least 1, not " + codecThreads);
        }
        requirePositive("openTimeout", openTimeout);
        requirePositive("readTimeout", readTimeout);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("video " + name + " must be longer than 0, not " + value);
        }
    }
}
