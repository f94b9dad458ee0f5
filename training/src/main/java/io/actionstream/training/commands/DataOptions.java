package io.actionstream.training.commands;

import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The folder of the videos. */
public final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "folder of videos in UCF101's layout (<Class>/v_<Class>_g01_c01.avi)")
    private Path data;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** All videos of the folder. */
    List<LabelledVideo> videos() throws IOException {
        requireFolder();
        return requireSome(VideoFiles.below(data, this::warn), "--data", data);
    }

    /**
     * The videos of a list file.
     *
     * @param option that named the list
     * @param list null for all videos of the folder
     */
    List<LabelledVideo> videos(String option, Path list) throws IOException {
        if (list == null) {
            return videos();
        }
        requireFolder();
        if (!Files.isRegularFile(list)) {
            throw new IllegalArgumentException(option + ": no file " + list);
        }
        return requireSome(VideoFiles.listed(list, data, this::warn), option, list);
    }

    /** The folder itself. */
    Path folder() {
        return data;
    }

    /** The folder's own name. */
    String name() {
        return data.toAbsolutePath().normalize().getFileName().toString();
    }

    /** Tells of what does not keep the command from going on. */
    void warn(String warning) {
        command.root().commandLine().getErr().println("warning: " + warning);
    }

    private void requireFolder() {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data: no folder " + data);
        }
    }

    private static List<LabelledVideo> requireSome(List<LabelledVideo> videos, String option, Path where) {
        if (videos.isEmpty()) {
            throw new IllegalArgumentException(option + ": no videos in " + where);
        }
        return videos;
    }
}
