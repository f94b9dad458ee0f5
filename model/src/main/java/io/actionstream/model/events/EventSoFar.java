package io.actionstream.model.events;

import io.actionstream.model.events.Event.Phase;

/**
 * An event as far as it has gone.
 *
 * @param label the action
 * @param start capture time at which its first clip begins, in milliseconds
 * @param end capture time at which its last clip ends, in milliseconds
 * @param lastStart capture time at which its last clip begins, in milliseconds
 * @param clips clips that show the action
 * @param sum of the label's probabilities in these clips
 * @param peak the highest of them
 * @param model the version of the checkpoint of the last of them
 * @param toldEnd the end that was told last; {@link #UNTOLD} before the first record
 * @param quiet true when the average has been too low since the last clip
 * @param over true when the event has ended
 */
public record EventSoFar(
        String label,
        long start,
        long end,
        long lastStart,
        int clips,
        double sum,
        float peak,
        String model,
        long toldEnd,
        boolean quiet,
        boolean over) {

    static final long UNTOLD = Long.MIN_VALUE;

    /** An event of one clip. */
    static EventSoFar of(String label, ClassifiedClip clip) {
        float probability = clip.probability(label);
        return new EventSoFar(
                label,
                clip.start(),
                clip.end(),
                clip.start(),
                1,
                probability,
                probability,
                clip.model(),
                UNTOLD,
                false,
                false);
    }

    EventSoFar plus(ClassifiedClip clip) {
        float probability = clip.probability(label);
        return new EventSoFar(
                label,
                start,
                clip.end(),
                clip.start(),
                clips + 1,
                sum + probability,
                Math.max(peak, probability),
                clip.model(),
                toldEnd,
                quiet,
                false);
    }

    EventSoFar quiet(boolean newQuiet) {
        return new EventSoFar(label, start, end, lastStart, clips, sum, peak, model, toldEnd, newQuiet, over);
    }

    EventSoFar told() {
        return new EventSoFar(label, start, end, lastStart, clips, sum, peak, model, end, quiet, over);
    }

    EventSoFar ended() {
        return new EventSoFar(label, start, end, lastStart, clips, sum, peak, model, toldEnd, quiet, true);
    }

    boolean isTold() {
        return toldEnd != UNTOLD;
    }

    Event record(String camera, Phase phase) {
        return new Event(
                camera + "/" + start + "/" + label,
                camera,
                phase,
                label,
                start,
                end,
                (float) (sum / clips),
                peak,
                clips,
                model);
    }
}
