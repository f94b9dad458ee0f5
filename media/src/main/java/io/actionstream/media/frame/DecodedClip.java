package io.actionstream.media.frame;

import java.util.Map;

/**
 * A clip ready for the network.
 *
 * @param pixels (frames, height, width, RGB) as uint8; null when no image of the clip could be decoded
 * @param broken what was wrong with each image that could not be decoded, by its index
 * @param nanos from the beginning of its first image to the end of its last, in nanoseconds
 */
public record DecodedClip(byte[] pixels, Map<Integer, String> broken, long nanos) {}
