package io.actionstream.training.data;

/**
 * A clip of a video.
 *
 * @param start when its first sample is shown, in milliseconds
 * @param end when its last sample is shown, in milliseconds
 * @param pixels (frames, height, width, RGB) as uint8
 */
public record VideoClip(long start, long end, byte[] pixels) {}
