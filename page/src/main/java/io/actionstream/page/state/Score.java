package io.actionstream.page.state;

/**
 * A label and its probability.
 *
 * @param confidence from 0 to 1
 */
public record Score(String label, float confidence) {}
