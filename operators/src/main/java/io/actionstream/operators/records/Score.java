package io.actionstream.operators.records;

/** A class and its probability. */
public record Score(String label, float confidence) {}
