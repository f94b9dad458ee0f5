package io.actionstream.jobs.demo;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.publish.CameraPlan;
import io.actionstream.jobs.publish.PlannedVideo;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import io.actionstream.synthetic.SyntheticOptions;
import io.actionstream.synthetic.SyntheticVideos;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The videos of the demo's cameras. */
final class DemoCameras {

    private DemoCameras() {}

    /** Videos drawn anew, of people whom no training has seen as long as its seed is another. */
    static List<LabelledVideo> generated(Path folder, int videosPerAction, long seed)
            throws IOException, InterruptedException {
        SyntheticVideos.write(folder, SyntheticOptions.of(videosPerAction, seed), video -> {});
        return VideoFiles.below(folder);
    }

    /** The videos below a folder, or those of them that a list names. */
    static List<LabelledVideo> given(Path folder, Path list, Consumer<String> warnings) {
        try {
            List<LabelledVideo> videos =
                    list == null ? VideoFiles.below(folder, warnings) : VideoFiles.listed(list, folder, warnings);
            if (videos.isEmpty()) {
                throw new LaunchException("no videos in " + (list == null ? folder : list));
            }
            return videos;
        } catch (FileSystemException e) {
            throw new LaunchException("cannot list videos: " + e, e);
        } catch (IOException e) {
            throw new LaunchException("cannot list videos: " + e.getMessage(), e);
        }
    }

    /** Hands the videos out to cameras in turn. */
    static List<CameraPlan> handOut(List<LabelledVideo> videos, int cameras) {
        List<List<PlannedVideo>> hands = new ArrayList<>();
        IntStream.range(0, Math.min(cameras, videos.size())).forEach(i -> hands.add(new ArrayList<>()));
        for (int i = 0; i < videos.size(); i++) {
            LabelledVideo video = videos.get(i);
            hands.get(i % hands.size()).add(new PlannedVideo(video.file().toString(), video.label()));
        }
        return IntStream.range(0, hands.size())
                .mapToObj(i -> new CameraPlan("camera-" + (i + 1), List.copyOf(hands.get(i)), false))
                .toList();
    }
}
