package io.actionstream.jobs.compare;

import io.actionstream.jobs.compare.ClipFigures.OfLabel;
import io.actionstream.jobs.compare.ClipFigures.Pair;
import io.actionstream.jobs.compare.ClipFigures.Verdicts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts clips. */
final class ClipCount {

    private static final Comparator<Pair> MOST_FREQUENT_FIRST = Comparator.comparingLong(Pair::clips)
            .reversed()
            .thenComparing(Pair::left)
            .thenComparing(Pair::right);

    private final Map<Labels, Long> pairs = new HashMap<>();
    private long onlyLeft;
    private long onlyRight;
    private long bothRight;
    private long leftIsRight;
    private long rightIsRight;
    private long neither;

    private ClipCount() {}

    private record Labels(String left, String right) {}

    /** The figures of all clips. */
    static ClipFigures of(Results results) {
        var count = new ClipCount();
        results.clips()
                .forEach((camera, clips) -> clips.forEach((start, clip) -> {
                    count.add(clip);
                    if (clip.isInBoth()) {
                        results.truth(camera, start, clip).ifPresent(truth -> count.judge(clip, truth));
                    }
                }));
        return count.figures();
    }

    private void add(ComparedClip clip) {
        if (clip.isInBoth()) {
            pairs.merge(new Labels(clip.left(), clip.right()), 1L, Long::sum);
        } else if (clip.left() != null) {
            onlyLeft++;
        } else {
            onlyRight++;
        }
    }

    private void judge(ComparedClip clip, String truth) {
        boolean left = clip.left().equals(truth);
        boolean right = clip.right().equals(truth);
        if (left && right) {
            bothRight++;
        } else if (left) {
            leftIsRight++;
        } else if (right) {
            rightIsRight++;
        } else {
            neither++;
        }
    }

    private ClipFigures figures() {
        Map<String, OfLabel> labels = new TreeMap<>();
        pairs.forEach((pair, clips) -> {
            long same = pair.left().equals(pair.right()) ? clips : 0;
            labels.merge(pair.left(), new OfLabel(pair.left(), clips, 0, same), OfLabel::plus);
            labels.merge(pair.right(), new OfLabel(pair.right(), 0, clips, 0), OfLabel::plus);
        });
        List<Pair> differing = pairs.entrySet().stream()
                .filter(pair -> !pair.getKey().left().equals(pair.getKey().right()))
                .map(pair -> new Pair(pair.getKey().left(), pair.getKey().right(), pair.getValue()))
                .sorted(MOST_FREQUENT_FIRST)
                .toList();
        long both = pairs.values().stream().mapToLong(Long::longValue).sum();
        long different = differing.stream().mapToLong(Pair::clips).sum();
        return new ClipFigures(
                both,
                onlyLeft,
                onlyRight,
                both - different,
                List.copyOf(labels.values()),
                differing,
                new Verdicts(bothRight, leftIsRight, rightIsRight, neither));
    }
}
