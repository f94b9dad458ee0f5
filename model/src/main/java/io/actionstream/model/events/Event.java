package io.actionstream.model.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An action that began, goes on or has ended: one record of the {@code events} topic.
 *
 * @param id names the event, {@code camera/start/label}; the same in all its records, and after any replay
 * @param camera the camera's id
 * @param phase what happened
 * @param label the action
 * @param start capture time of the first sample of its first clip, in milliseconds
 * @param end capture time of the last sample of its last clip so far, in milliseconds
 * @param confidence mean probability of the label over the clips that show it
 * @param peak the highest of these probabilities
 * @param clips the number of these clips
 * @param model the version of the checkpoint that classified the last of them
 */
public record Event(
        String id,
        String camera,
        Phase phase,
        String label,
        long start,
        long end,
        float confidence,
        float peak,
        int clips,
        String model) {

    /** The part of an event that a record tells. */
    public enum Phase {
        /** It has lasted long enough to be one. */
        @JsonProperty("start")
        START,
        /** It goes on. */
        @JsonProperty("update")
        UPDATE,
        /** It is over. */
        @JsonProperty("end")
        END
    }
}
