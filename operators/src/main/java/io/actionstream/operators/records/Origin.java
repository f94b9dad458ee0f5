package io.actionstream.operators.records;

/** Where a frame came from: the place of its record in the source. */
public record Origin(String topic, int partition, long offset) {}
