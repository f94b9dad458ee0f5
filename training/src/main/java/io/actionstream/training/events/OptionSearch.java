package io.actionstream.training.events;

import io.actionstream.model.events.EventOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tries options of the event rules on classified films, every combination of a few values of each. */
public final class OptionSearch {
    /** The most false events an hour of an option that is taken. */
    private static final double MOST_FALSE = 2;

    private static final int[] SMOOTH = {1, 2, 3, 4};
    private static final double[] ENTER = {0.4, 0.5, 0.6, 0.7, 0.8};
    private static final double[] EXIT = {0.2, 0.3, 0.4, 0.5};
    private static final int[] MIN_EVENT_SECONDS = {0, 8};
    private static final int[] MERGE_GAP_SECONDS = {0, 2, 7, 13};
    private static final double[] UNKNOWN = {0, 0.3, 0.4, 0.5, 0.6};

    private OptionSearch() {}

    /**
     * Options and what they reach.
     *
     * @param options that were tried
     * @param score of the events they make
     */
    public record Tried(EventOptions options, EventScore score) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "F1 %.3f, %.2f false an hour: --smooth=%d --enter=%s --exit=%s --min-event=%ds --merge-gap=%ds"
                            + " --unknown=%s",
                    score.f1(EventScore.GOOD),
                    score.falseEventsAnHour(),
                    options.smooth(),
                    options.enter(),
                    options.exit(),
                    options.minEvent().toSeconds(),
                    options.mergeGap().toSeconds(),
                    options.unknown());
        }
    }

    /**
     * All that were tried, the best first: those with fewer than {@value #MOST_FALSE} false events an hour, of these the
     * ones with the highest F1 at an IoU of 0.5, of these the ones with the fewest false events.
     */
    public static List<Tried> best(JudgedFilms films) {
        List<Tried> tried = new ArrayList<>();
        for (EventOptions options : grid()) {
            tried.add(new Tried(options, films.score(options)));
        }
        tried.sort(Comparator.<Tried, Boolean>comparing(one -> one.score.falseEventsAnHour() >= MOST_FALSE)
                .thenComparing(one -> -one.score.f1(EventScore.GOOD))
                .thenComparing(one -> one.score.falseEventsAnHour()));
        return tried;
    }

    private static List<EventOptions> grid() {
        List<EventOptions> grid = new ArrayList<>();
        for (int smooth : SMOOTH) {
            for (double enter : ENTER) {
                for (double exit : EXIT) {
                    for (int minEvent : MIN_EVENT_SECONDS) {
                        for (int mergeGap : MERGE_GAP_SECONDS) {
                            for (double unknown : UNKNOWN) {
                                if (exit <= enter) {
                                    grid.add(options(smooth, enter, exit, minEvent, mergeGap, unknown));
                                }
                            }
                        }
                    }
                }
            }
        }
        return grid;
    }

    private static EventOptions options(
            int smooth, double enter, double exit, int minEvent, int mergeGap, double unknown) {
        return new EventOptions(
                smooth,
                enter,
                exit,
                Duration.ofSeconds(minEvent),
                Duration.ofSeconds(mergeGap),
                EventOptions.DEFAULT.updateEvery(),
                unknown);
    }
}
