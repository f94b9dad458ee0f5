package io.actionstream.jobs.collect;

import io.actionstream.jobs.collect.CollectedClip.CameraDay;
import io.actionstream.jobs.collect.StoredClip.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Divides labelled clips into those for training, validation and test, such that all clips of a camera and day are on one
 * side: their pictures resemble each other. A camera and day that has a side keeps it, so that what was tested with is never
 * learned from later.
 */
final class CameraDaySplit {

    private static final Map<Side, Double> SHARES = Map.of(Side.TRAINING, 0.6, Side.VALIDATION, 0.2, Side.TEST, 0.2);
    private static final List<Side> HELD_OUT = List.of(Side.VALIDATION, Side.TEST);
    private static final List<Side> IN_NEED_FIRST = List.of(Side.TRAINING, Side.VALIDATION, Side.TEST);

    private final Map<CameraDay, List<StoredClip>> groups;
    private final Map<CameraDay, Side> sides = new LinkedHashMap<>();
    private final Map<Side, Integer> clips = new EnumMap<>(Side.class);
    private final Set<String> learned = new HashSet<>();
    private final int total;

    private CameraDaySplit(List<StoredClip> labelled) {
        groups = labelled.stream()
                .collect(Collectors.groupingBy(StoredClip::cameraDay, LinkedHashMap::new, Collectors.toList()));
        total = labelled.size();
    }

    /**
     * The same clips, in the same order, each with its side. Validation and test have none of an action that training does
     * not have; such a clip is on no side.
     */
    static List<StoredClip> divide(List<StoredClip> clips) {
        var split =
                new CameraDaySplit(clips.stream().filter(StoredClip::isLabelled).toList());
        split.divide();
        return clips.stream().map(clip -> clip.on(split.side(clip))).toList();
    }

    private void divide() {
        groups.forEach((cameraDay, group) -> group.stream()
                .map(StoredClip::side)
                .filter(side -> side != Side.NONE)
                .findFirst()
                .ifPresent(side -> put(cameraDay, side)));
        List<CameraDay> left = new ArrayList<>(groups.keySet());
        left.removeAll(sides.keySet());
        left.sort(Comparator.comparingInt(
                        (CameraDay cameraDay) -> -groups.get(cameraDay).size())
                .thenComparing(CameraDay::day)
                .thenComparing(CameraDay::camera));
        learnActions(left);
        left.forEach(cameraDay -> put(cameraDay, mostInNeed()));
    }

    /**
     * Gives training what has actions that it does not have yet, the most of them first, up to its share, and leaves
     * something for the other sides.
     */
    private void learnActions(List<CameraDay> left) {
        long empty = HELD_OUT.stream().filter(side -> !clips.containsKey(side)).count();
        while (left.size() > Math.min(empty, groups.size() - 1) && need(Side.TRAINING) > 0) {
            CameraDay richest = left.stream()
                    .reduce((one, other) -> newActions(other) > newActions(one) ? other : one)
                    .orElseThrow();
            if (newActions(richest) == 0) {
                return;
            }
            left.remove(richest);
            put(richest, Side.TRAINING);
        }
    }

    private long newActions(CameraDay cameraDay) {
        return groups.get(cameraDay).stream()
                .map(clip -> clip.clip().label())
                .distinct()
                .filter(label -> !learned.contains(label))
                .count();
    }

    /** A side without clips before others, then that which is farthest below its share. */
    private Side mostInNeed() {
        return IN_NEED_FIRST.stream()
                .filter(side -> !clips.containsKey(side))
                .findFirst()
                .orElseGet(() -> IN_NEED_FIRST.stream()
                        .max(Comparator.comparingDouble(this::need))
                        .orElseThrow());
    }

    private double need(Side side) {
        return SHARES.get(side) * total - clips.getOrDefault(side, 0);
    }

    private void put(CameraDay cameraDay, Side side) {
        sides.put(cameraDay, side);
        clips.merge(side, groups.get(cameraDay).size(), Integer::sum);
        if (side == Side.TRAINING) {
            groups.get(cameraDay).forEach(clip -> learned.add(clip.clip().label()));
        }
    }

    private Side side(StoredClip clip) {
        boolean counts = clip.isLabelled() && learned.contains(clip.clip().label());
        return counts ? sides.get(clip.cameraDay()) : Side.NONE;
    }
}
