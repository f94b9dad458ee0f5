package io.actionstream.jobs.demo;

import io.actionstream.operators.records.Action;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The results of a run.
 *
 * @param videos how many were played
 * @param actions one for each clip
 * @param events how many events there were
 * @param elapsed from the first frame to the last result
 */
record DemoSummary(int videos, List<Action> actions, int events, Duration elapsed) {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    /** Share of the clips with a known truth whose label was right; NaN when there are none. */
    double accuracy() {
        return (double) correct() / judged();
    }

    /** The latency that a share of the clips did not exceed, in milliseconds; 0 when there are none. */
    long latencyMillis(double share) {
        long[] sorted =
                actions.stream().mapToLong(Action::latencyMillis).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    @Override
    public String toString() {
        double seconds = elapsed.toMillis() / MILLIS_PER_SECOND;
        String accuracy = judged() == 0
                ? "accuracy   unknown: no video has a label"
                : String.format(Locale.ROOT, "accuracy   %.4f (%d of %d clips)", accuracy(), correct(), judged());
        return String.format(
                Locale.ROOT,
                "%nvideos     %d%nclips      %d in %.1f s, %.2f clips/s%nevents     %d%nlatency    p50 %d ms, p99 %d ms%n%s",
                videos,
                actions.size(),
                seconds,
                actions.size() / seconds,
                events,
                latencyMillis(MEDIAN),
                latencyMillis(P99),
                accuracy);
    }

    private long judged() {
        return actions.stream().filter(action -> action.truth() != null).count();
    }

    private long correct() {
        return actions.stream()
                .filter(action -> action.label().equals(action.truth()))
                .count();
    }
}
