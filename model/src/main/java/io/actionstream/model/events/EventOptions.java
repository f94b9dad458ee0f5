package io.actionstream.model.events;

import java.io.Serializable;
import java.time.Duration;

/**
 * The settings of {@link EventRules}. Probabilities are between 0 and 1; times are times of capture.
 *
 * @param smooth how many of the last clips are averaged, from 1 to {@link #MOST_CLIPS}
 * @param enter the average of a label at which its event begins
 * @param exit the average below which its event no longer goes on, above 0 and at most {@code enter}
 * @param minEvent the shortest event, from its start to its end
 * @param mergeGap an event whose label is back so soon after its end goes on
 * @param updateEvery the shortest time between two records of an event that goes on
 * @param unknown when no label's average is that high, the answer is unknown, which is no event
 */
public record EventOptions(
        int smooth,
        double enter,
        double exit,
        Duration minEvent,
        Duration mergeGap,
        Duration updateEvery,
        double unknown)
        implements Serializable {

    /** The most clips that are averaged, for they are in the state of each camera. */
    public static final int MOST_CLIPS = 100;

    /** The settings of a job that is told nothing; {@code docs/events.md} says how they were found. */
    public static final EventOptions DEFAULT =
            new EventOptions(3, 0.6, 0.3, Duration.ZERO, Duration.ofSeconds(7), Duration.ofMinutes(1), 0.6);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when one is out of its range; names it and its value
     */
    public EventOptions {
        require(smooth >= 1 && smooth <= MOST_CLIPS, "smooth must be from 1 to " + MOST_CLIPS + ", not " + smooth);
        require(enter > 0 && enter <= 1, "enter must be above 0 and at most 1, not " + enter);
        require(exit > 0 && exit <= enter, "exit must be above 0 and at most enter, " + enter + ", not " + exit);
        require(unknown >= 0 && unknown <= 1, "unknown must be from 0 to 1, not " + unknown);
        requireNotNegative("min-event", minEvent);
        requireNotNegative("merge-gap", mergeGap);
        requireNotNegative("update-every", updateEvery);
    }

    private static void requireNotNegative(String name, Duration value) {
        require(!value.isNegative(), name + " must not be negative, as " + value + " is");
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
