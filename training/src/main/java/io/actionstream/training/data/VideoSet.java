package io.actionstream.training.data;

import io.actionstream.media.video.files.LabelledVideo;
import java.util.List;
import java.util.TreeSet;

/**
 * Labelled videos.
 *
 * @param videos in a fixed order
 * @param labels class names in class order
 */
public record VideoSet(List<LabelledVideo> videos, List<String> labels) {

    public VideoSet {
        videos = List.copyOf(videos);
        labels = List.copyOf(labels);
        for (LabelledVideo video : videos) {
            requireLabel(video);
            if (!labels.contains(video.label())) {
                throw new IllegalArgumentException(
                        "the label '" + video.label() + "' of " + video.file() + " is none of " + labels);
            }
        }
    }

    /** The set whose classes are the labels that occur, sorted. */
    public static VideoSet of(List<LabelledVideo> videos) {
        TreeSet<String> labels = new TreeSet<>();
        for (LabelledVideo video : videos) {
            requireLabel(video);
            labels.add(video.label());
        }
        return new VideoSet(videos, List.copyOf(labels));
    }

    private static void requireLabel(LabelledVideo video) {
        if (video.label() == null) {
            throw new IllegalArgumentException(
                    video.file() + " has no label: it is neither in a class's folder nor named as UCF101's videos");
        }
    }

    /** The number of videos. */
    public int size() {
        return videos.size();
    }

    /** Class index of a video. */
    public int classOf(int video) {
        return labels.indexOf(videos.get(video).label());
    }
}
