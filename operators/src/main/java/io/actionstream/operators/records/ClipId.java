package io.actionstream.operators.records;

/**
 * The identity of a clip, which stays the same after any replay.
 *
 * @param camera the camera's id
 * @param start capture time of the clip's first sample, in milliseconds
 */
public record ClipId(String camera, long start) {}
