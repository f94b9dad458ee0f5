package io.actionstream.training.data;

import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.Ucf101Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Videos to learn from and videos to validate with.
 *
 * @param training learned from
 * @param validation never learned from
 */
public record GroupSplit(List<LabelledVideo> training, List<LabelledVideo> validation) {

    /**
     * Holds out a share of the groups, so that no person or place is in both. A video without a group is a group of its
     * own.
     *
     * @throws IllegalArgumentException when that leaves no video, or none of some class, to learn from
     */
    public static GroupSplit holdOut(List<LabelledVideo> videos, double share, long seed) {
        List<String> groups = new ArrayList<>(
                new TreeSet<>(videos.stream().map(GroupSplit::group).toList()));
        Collections.shuffle(groups, new Random(seed));
        int held = Math.max(1, (int) Math.round(groups.size() * share));
        List<String> heldOut = groups.subList(0, held);
        GroupSplit split = new GroupSplit(
                videos.stream().filter(video -> !heldOut.contains(group(video))).toList(),
                videos.stream().filter(video -> heldOut.contains(group(video))).toList());
        if (split.training.isEmpty()) {
            throw new IllegalArgumentException("all videos are of one group: none would be left to learn from");
        }
        split.requireEachClassLearned();
        return split;
    }

    private void requireEachClassLearned() {
        Set<String> learned = new HashSet<>();
        training.forEach(video -> learned.add(video.label()));
        for (LabelledVideo video : validation) {
            if (!learned.contains(video.label())) {
                throw new IllegalArgumentException("every video of " + video.label()
                        + " was held out: take another seed, or lists of videos, or more groups of it");
            }
        }
    }

    private static String group(LabelledVideo video) {
        return Ucf101Name.of(video.file())
                .map(Ucf101Name::group)
                .orElse(video.file().toString());
    }
}
