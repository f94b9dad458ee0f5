package io.actionstream.training.data;

import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import io.actionstream.media.video.files.LabelledVideo;
import java.util.ArrayList;
import java.util.List;

/**
 * The videos of a set that are whole, in its order. Found before a run, so that every epoch has the same ones.
 *
 * @param videos without those that can't be read, have no frames or end early
 * @param lengths of each, in milliseconds
 */
public record WholeVideos(VideoSet videos, List<Long> lengths) {

    /**
     * Reads every video once to its end, without decoding it.
     *
     * @param problems is told which are left out
     * @throws VideoException when none is left
     */
    public static WholeVideos of(VideoSet set, VideoProblems problems) throws VideoException {
        List<LabelledVideo> whole = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        for (LabelledVideo video : set.videos()) {
            long length = length(video, problems);
            if (length > 0) {
                whole.add(video);
                lengths.add(length);
            }
        }
        if (whole.isEmpty()) {
            throw new VideoException("none of the " + set.size() + " videos can be read");
        }
        return new WholeVideos(new VideoSet(whole, set.labels()), List.copyOf(lengths));
    }

    /** The length of a video in milliseconds; 0 when it is left out. */
    private static long length(LabelledVideo video, VideoProblems problems) throws VideoException {
        try (VideoReader reader = VideoReader.open(video.file())) {
            long length = reader.measureMillis();
            if (length == 0) {
                problems.leftOut(video.file(), "no frames in " + video.file());
            } else if (reader.endsEarly()) {
                problems.leftOut(video.file(), String.join("; ", reader.warnings()));
                return 0;
            } else {
                problems.warn(reader.warnings());
            }
            return length;
        } catch (VideoException e) {
            problems.leftOut(video.file(), e);
            return 0;
        }
    }
}
