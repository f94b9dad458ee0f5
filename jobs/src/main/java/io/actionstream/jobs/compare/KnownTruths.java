package io.actionstream.jobs.compare;

import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import io.actionstream.operators.truth.TruthCoverage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The true actions of the topic {@code truth}, by camera. */
final class KnownTruths {

    private final Map<String, OfCamera> cameras = new HashMap<>();

    /** The truths of a camera by start, and how long the longest is, in milliseconds. */
    private static final class OfCamera {
        private final TreeMap<Long, List<TrueAction>> byStart = new TreeMap<>();
        private long longest;
    }

    /** Adds one that starts after 1970 and ends at its start or later. */
    void add(TrueAction truth) {
        OfCamera camera = cameras.computeIfAbsent(truth.camera(), name -> new OfCamera());
        camera.byStart
                .computeIfAbsent(truth.start(), start -> new ArrayList<>())
                .add(truth);
        camera.longest = Math.max(camera.longest, truth.end() - truth.start());
    }

    /** The label that covers most of a clip, from the first millisecond to the last; empty when none covers any. */
    Optional<String> of(String camera, long start, long end) {
        OfCamera truths = cameras.get(camera);
        if (truths == null || start < 0) {
            return Optional.empty();
        }
        List<TrueAction> near =
                truths.byStart.subMap(start - truths.longest, true, Math.max(start + 1, end), true).values().stream()
                        .flatMap(List::stream)
                        .toList();
        return TruthCoverage.of(new LabelledClip(camera, start, end, null, null), near)
                .longest();
    }
}
