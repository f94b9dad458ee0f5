package io.actionstream.model.clip;

/**
 * The frame that stands for one slot of a session.
 *
 * @param session capture time of the session's first frame, from which slots are counted, in milliseconds
 * @param slot the slot, from 0
 * @param timestamp capture time of the frame, in milliseconds
 * @param frame the frame itself, in whatever form the caller has it
 */
public record Sample<T>(long session, long slot, long timestamp, T frame) {}
