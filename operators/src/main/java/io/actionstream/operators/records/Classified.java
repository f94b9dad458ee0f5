package io.actionstream.operators.records;

import java.util.List;

/**
 * The outcome for a clip.
 *
 * @param action the label; null when the clip could not be classified
 * @param rejected the frames of it that could not be used
 * @param answer what the events are made of; null for a clip that is not listed
 */
public record Classified(Action action, List<Rejected> rejected, ClipAnswer answer) {}
