package io.actionstream.training.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The agreement of events with the true segments of videos. An event and a true segment of its label and video are
 * matched, each with at most one, those that share most first.
 *
 * @param hours of video
 * @param events how many there were
 * @param truths how many there should have been
 * @param overlaps temporal intersection over union of each match, above 0
 * @param delays of each match of at least {@link #GOOD}, from the action's start until the event's is told, in milliseconds
 */
public record EventScore(double hours, int events, int truths, List<Double> overlaps, List<Long> delays) {

    /** The intersection over union from which an event is said to be right. */
    public static final double GOOD = 0.5;

    private static final double MILLIS_PER_HOUR = 3_600_000;

    private record Match(int event, int truth, double iou) {}

    /** Scores the events of one video. */
    public static EventScore of(long millis, List<FoundEvent> events, List<Segment> truths) {
        List<Match> candidates = new ArrayList<>();
        for (int e = 0; e < events.size(); e++) {
            for (int t = 0; t < truths.size(); t++) {
                Segment event = events.get(e).segment();
                double iou = event.label().equals(truths.get(t).label()) ? event.iou(truths.get(t)) : 0;
                if (iou > 0) {
                    candidates.add(new Match(e, t, iou));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Match::iou).reversed());
        List<Match> matches = new ArrayList<>();
        for (Match candidate : candidates) {
            if (matches.stream().noneMatch(m -> m.event == candidate.event || m.truth == candidate.truth)) {
                matches.add(candidate);
            }
        }
        List<Long> delays = matches.stream()
                .filter(match -> match.iou >= GOOD)
                .map(match ->
                        events.get(match.event).told() - truths.get(match.truth).start())
                .toList();
        List<Double> overlaps = matches.stream().map(Match::iou).toList();
        return new EventScore(millis / MILLIS_PER_HOUR, events.size(), truths.size(), overlaps, delays);
    }

    /** The score of both's videos. */
    public EventScore plus(EventScore other) {
        return new EventScore(
                hours + other.hours,
                events + other.events,
                truths + other.truths,
                join(overlaps, other.overlaps),
                join(delays, other.delays));
    }

    /** Share of events that match with so much; 1 when there are none. */
    public double precision(double iou) {
        return share(matched(iou), events);
    }

    /** Share of true segments that match with so much; 1 when there are none. */
    public double recall(double iou) {
        return share(matched(iou), truths);
    }

    /** Harmonic mean of precision and recall; 1 when there is neither event nor truth. */
    public double f1(double iou) {
        return share(2 * matched(iou), events + truths);
    }

    /** Events an hour that match nothing: nobody did the action then, or it was told twice. */
    public double falseEventsAnHour() {
        return (events - overlaps.size()) / hours;
    }

    /** The middle one of the delays, in seconds; NaN when there is none. */
    public double medianDelaySeconds() {
        double[] sorted =
                delays.stream().mapToDouble(Long::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2] / 1000;
    }

    private long matched(double iou) {
        return overlaps.stream().filter(overlap -> overlap >= iou).count();
    }

    private static double share(double part, int whole) {
        return whole == 0 ? 1 : part / whole;
    }

    private static <T> List<T> join(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
