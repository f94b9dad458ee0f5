package io.actionstream.kernels.training;

/**
 * A clip of a batch, with the memory that is its own during a step.
 *
 * @param pixels (frames, height, width, RGB) as uint8
 * @param numbers what the stem saves, each where {@link TrainedStem} has placed it
 */
record TrainedClip(byte[] pixels, float[] numbers) {}
