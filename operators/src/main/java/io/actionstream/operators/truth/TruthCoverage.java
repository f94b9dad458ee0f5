package io.actionstream.operators.truth;

import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The share of a clip's time that each true action covers. Truths with the same label count once where they overlap. A
 * clip of a single sample, and a truth that ends when it starts, last a millisecond.
 */
public final class TruthCoverage {

    private static final Comparator<TrueAction> EARLIEST_FIRST =
            Comparator.comparingLong(TrueAction::start).thenComparing(TrueAction::label);

    private final long clipMillis;
    private final Map<String, Long> millis; // in the order of the labels' first truths

    private TruthCoverage(long clipMillis, Map<String, Long> millis) {
        this.clipMillis = clipMillis;
        this.millis = millis;
    }

    /** Of a clip, by the truths of its camera; those that do not overlap it do not count. */
    public static TruthCoverage of(LabelledClip clip, Iterable<TrueAction> truths) {
        long clipEnd = end(clip.start(), clip.end());
        Map<String, Long> millis = new LinkedHashMap<>();
        Map<String, Long> coveredTo = new HashMap<>();
        for (TrueAction truth : overlapping(clip, truths)) {
            long from = Math.max(truth.start(), coveredTo.getOrDefault(truth.label(), clip.start()));
            long to = Math.min(end(truth.start(), truth.end()), clipEnd);
            if (to > from) {
                millis.merge(truth.label(), to - from, Long::sum);
                coveredTo.put(truth.label(), to);
            }
        }
        return new TruthCoverage(clipEnd - clip.start(), millis);
    }

    static boolean overlap(LabelledClip clip, TrueAction truth) {
        return truth.start() < end(clip.start(), clip.end()) && clip.start() < end(truth.start(), truth.end());
    }

    /** The label that covers most of the clip, of equals the one that begins earliest; empty when none covers any. */
    public Optional<String> longest() {
        return millis.entrySet().stream()
                .reduce(BinaryOperator.maxBy(Map.Entry.comparingByValue()))
                .map(Map.Entry::getKey);
    }

    /** That label, when it covers more than half of the clip. */
    Optional<String> ofMoreThanHalf() {
        return longest().filter(label -> millis.get(label) > clipMillis - millis.get(label));
    }

    private static List<TrueAction> overlapping(LabelledClip clip, Iterable<TrueAction> truths) {
        List<TrueAction> overlapping = new ArrayList<>();
        for (TrueAction truth : truths) {
            if (overlap(clip, truth)) {
                overlapping.add(truth);
            }
        }
        overlapping.sort(EARLIEST_FIRST);
        return overlapping;
    }

    private static long end(long start, long end) {
        return Math.max(start + 1, end);
    }
}
