package io.actionstream.operators.classify;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of what a subtask has in flight to the classifier.
 *
 * @param clips the most clips
 * @param bytes the most bytes of their images
 * @param timeout the longest time of a clip
 */
public record ClassifyLimits(int clips, long bytes, Duration timeout) implements Serializable {}
