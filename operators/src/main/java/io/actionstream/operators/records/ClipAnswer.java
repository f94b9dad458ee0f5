package io.actionstream.operators.records;

import io.actionstream.model.events.ClassifiedClip;

/**
 * The one answer to a clip of which a {@link NextClip} tells.
 *
 * @param camera the camera's id
 * @param start capture time of the clip's first sample, in milliseconds
 * @param classified the probabilities; null when there are none, since the clip was rejected or dropped
 */
public record ClipAnswer(String camera, long start, ClassifiedClip classified) {}
