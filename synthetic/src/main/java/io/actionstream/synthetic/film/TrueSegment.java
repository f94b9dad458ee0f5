package io.actionstream.synthetic.film;

/**
 * An action that a film shows.
 *
 * @param start when it begins, in milliseconds of the film
 * @param end when it ends, in milliseconds of the film
 * @param label the action
 */
public record TrueSegment(long start, long end, String label) {}
