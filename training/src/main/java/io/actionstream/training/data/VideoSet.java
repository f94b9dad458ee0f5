package io.actionstream.training.data;

import io.actionstream.model.video.LabelledVideo;
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
            if (video.label() == null) {
                throw new IllegalArgumentException(video.file() + " has no label");
            }
            labels.add(video.label());
        }
        return new VideoSet(videos, List.copyOf(labels));
    }

    /** How many videos there are. */
    public int size() {
        return videos.size();
    }

    /** Class index of a video. */
    public int classOf(int video) {
        return labels.indexOf(videos.get(video).label());
    }
}
