package io.actionstream.kernels.training;

/**
 * What a clip of a batch has for itself from its first meeting with the others to the last.
 *
 * @param pixels (frames, height, width, RGB) as uint8
 * @param numbers what the stem saves, each where {@link TrainedStem} has placed it
 */
record TrainedClip(byte[] pixels, float[] numbers) {}
