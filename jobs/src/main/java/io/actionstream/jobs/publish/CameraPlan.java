package io.actionstream.jobs.publish;

import io.actionstream.jobs.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a camera plays.
 *
 * @param camera its id
 * @param videos one after the other, each a session of its own
 * @param live true for a webcam or a network camera, which has no end and is opened again when it drops
 */
public record CameraPlan(String camera, List<PlannedVideo> videos, boolean live) {

    private static final Set<String> VIDEO_EXTENSIONS =
            Set.of("avi", "mp4", "m4v", "mkv", "mov", "webm", "mpg", "mpeg", "ts");

    /**
     * Plans what a source says: a network address, a webcam, a video file, or a folder with its videos in order of name.
     *
     * @throws LaunchException when a folder has no videos
     */
    public static CameraPlan of(String camera, String source, LabelRule labels) {
        if (source.contains("://") || source.startsWith("/dev/")) {
            return new CameraPlan(camera, List.of(new PlannedVideo(source, labels.ofAddress())), true);
        }
        Path path = Path.of(source);
        List<PlannedVideo> videos =
                Files.isDirectory(path) ? folder(path, labels) : List.of(new PlannedVideo(source, labels.ofFile(path)));
        return new CameraPlan(camera, videos, false);
    }

    private static List<PlannedVideo> folder(Path folder, LabelRule labels) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<PlannedVideo> videos = files.filter(CameraPlan::isVideo)
                    .sorted()
                    .map(file -> new PlannedVideo(file.toString(), labels.ofFile(folder, file)))
                    .toList();
            if (videos.isEmpty()) {
                throw new LaunchException("no videos in folder " + folder);
            }
            return videos;
        } catch (IOException e) {
            throw new LaunchException("cannot list folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return VIDEO_EXTENSIONS.contains(extension) && !name.startsWith(".");
    }
}
