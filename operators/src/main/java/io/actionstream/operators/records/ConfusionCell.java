package io.actionstream.operators.records;

/**
 * A cell of the confusion matrix.
 *
 * @param truth the true action
 * @param label the class given
 */
public record ConfusionCell(String truth, String label) {}
