package io.actionstream.training.commands;

import io.actionstream.model.video.LabelledVideo;
import io.actionstream.model.video.VideoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the videos are. */
public final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "folder of videos in UCF101's layout (<Class>/v_<Class>_g01_c01.avi)")
    private Path data;

    /** The videos of a list file, or all of the folder when there is no list. */
    List<LabelledVideo> videos(Path list) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data: no folder " + data);
        }
        List<LabelledVideo> videos = list == null ? VideoFiles.below(data) : VideoFiles.listed(list, data);
        if (videos.isEmpty()) {
            throw new IllegalArgumentException("--data: no videos in " + (list == null ? data : list));
        }
        return videos;
    }

    Path folder() {
        return data;
    }
}
