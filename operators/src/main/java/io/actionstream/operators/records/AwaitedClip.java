package io.actionstream.operators.records;

/**
 * A clip that waits for its truth.
 *
 * @param clip the clip
 * @param since when it came, in milliseconds since the epoch
 */
public record AwaitedClip(LabelledClip clip, long since) {}
