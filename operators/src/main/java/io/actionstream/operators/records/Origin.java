package io.actionstream.operators.records;

/** The origin of a frame: the place of its record in the source. */
public record Origin(String topic, int partition, long offset) {}
