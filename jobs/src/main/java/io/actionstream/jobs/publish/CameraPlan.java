package io.actionstream.jobs.publish;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.media.video.VideoAddress;
import io.actionstream.media.video.files.Ucf101Name;
import io.actionstream.media.video.files.VideoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The videos that a camera plays.
 *
 * @param camera its id
 * @param videos one after the other, each a session of its own
 * @param live true for what may have no end: a webcam, a network address, a playlist
 */
public record CameraPlan(String camera, List<PlannedVideo> videos, boolean live) {

    /**
     * Plans what a source says: a network address, a webcam, a video file, or a folder with its videos in order of name.
     *
     * @param warnings told in one line what of a folder is left out, if anything is
     * @throws LaunchException when a folder cannot be read or has no videos, or the source cannot be an address
     */
    public static CameraPlan of(String camera, String source, LabelRule labels, Consumer<String> warnings) {
        VideoAddress address = address(source);
        if (address.mayBeLive()) {
            return new CameraPlan(camera, List.of(new PlannedVideo(source, labels.label(null))), true);
        }
        Path path = address.path();
        if (Files.isDirectory(path)) {
            return new CameraPlan(camera, folder(path, labels, warnings), false);
        }
        String fromName = Ucf101Name.of(path).map(Ucf101Name::label).orElse(null);
        return new CameraPlan(camera, List.of(new PlannedVideo(source, labels.label(fromName))), false);
    }

    /**
     * Takes a source for an address.
     *
     * @throws LaunchException when it cannot be one
     */
    static VideoAddress address(String source) {
        try {
            return new VideoAddress(source);
        } catch (IllegalArgumentException e) {
            throw new LaunchException(e.getMessage(), e);
        }
    }

    private static List<PlannedVideo> folder(Path folder, LabelRule labels, Consumer<String> warnings) {
        try {
            List<PlannedVideo> videos = VideoFiles.below(folder, warnings).stream()
                    .map(video -> new PlannedVideo(video.file().toString(), labels.label(video.label())))
                    .toList();
            if (videos.isEmpty()) {
                throw new LaunchException("no videos in folder " + folder);
            }
            return videos;
        } catch (IOException e) {
            throw new LaunchException("cannot list folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
