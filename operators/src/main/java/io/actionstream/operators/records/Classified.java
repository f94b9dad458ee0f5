package io.actionstream.operators.records;

import java.util.List;

/**
 * What became of a clip.
 *
 * @param action the label; null when the clip could not be classified
 * @param rejected the frames of it that could not be used
 */
public record Classified(Action action, List<Rejected> rejected) {}
