package io.actionstream.jobs.collect;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.operators.records.TrueAction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The true actions of the topic {@code truth}, by camera, in the order in which they were written: where two overlap, the
 * last one counts.
 */
final class Judgements {

    private final int most;
    private final Map<String, TreeMap<Long, Judged>> cameras = new HashMap<>(); // by start, without overlaps
    private long held;

    /** A stretch of a camera's time, from its first millisecond to the first after it. */
    private record Judged(long start, long end, String label) {}

    /** Begins with none; more stretches than {@code most} are refused. */
    Judgements(int most) {
        this.most = most;
    }

    /** Adds one, which counts from now on wherever it lies. */
    void add(TrueAction truth) {
        if (truth.camera() == null || truth.start() < 0 || truth.end() < truth.start()) {
            return;
        }
        TreeMap<Long, Judged> judged = cameras.computeIfAbsent(truth.camera(), name -> new TreeMap<>());
        int before = judged.size();
        var added = new Judged(truth.start(), after(truth.start(), truth.end()), truth.label());
        Judged earlier = valueOf(judged.lowerEntry(added.start));
        Judged later = valueOf(judged.lowerEntry(added.end));
        judged.subMap(added.start, added.end).clear();
        if (earlier != null && earlier.end > added.start) {
            judged.put(earlier.start, new Judged(earlier.start, added.start, earlier.label));
        }
        if (later != null && later.end > added.end) {
            judged.put(added.end, new Judged(added.end, later.end, later.label));
        }
        judged.put(added.start, added);
        held += judged.size() - before;
        if (held > most) {
            throw new LaunchException("there are more than " + most + " judgements in the topic of truths");
        }
    }

    /** The label that covers more than half of a clip, from its first millisecond to its last; empty when none does. */
    Optional<String> of(String camera, long start, long end) {
        TreeMap<Long, Judged> judged = cameras.get(camera);
        if (judged == null) {
            return Optional.empty();
        }
        long after = after(start, end);
        Long first = judged.floorKey(start);
        Collection<Judged> near =
                judged.subMap(first == null ? start : first, after).values();
        Map<String, Long> millis = new HashMap<>();
        for (Judged stretch : near) {
            long covered = Math.min(after, stretch.end) - Math.max(start, stretch.start);
            if (covered > 0) {
                millis.merge(stretch.label, covered, Long::sum);
            }
        }
        return millis.entrySet().stream()
                .filter(label -> label.getValue() > after - start - label.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Judged valueOf(Map.Entry<Long, Judged> entry) {
        return entry == null ? null : entry.getValue();
    }

    /** The first millisecond after a stretch; one that ends where it starts lasts a millisecond. */
    private static long after(long start, long end) {
        return Math.max(start + 1, end);
    }
}
