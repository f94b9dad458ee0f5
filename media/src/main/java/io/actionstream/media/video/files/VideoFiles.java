package io.actionstream.media.video.files;

import io.actionstream.model.label.Labels;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Finds labelled videos in folders and in lists of the UCF101 data set. */
public final class VideoFiles {

    /** The kinds of file that count as video, by their extension. */
    public static final Set<String> EXTENSIONS =
            Set.of("avi", "flv", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg", "ts", "webm", "wmv");

    private VideoFiles() {}

    /** Lists the videos below a folder, without telling what is left out. */
    public static List<LabelledVideo> below(Path root) throws IOException {
        return below(root, leftOut -> {});
    }

    /**
     * Lists the videos below a folder, sorted. A video in a folder of the root is labelled with that folder's name
     * ({@code Archery/any.avi}), one beside others in the root with what its UCF101 name says, or not at all. Hidden
     * folders, those that systems and tools make ({@code @eaDir}, {@code __MACOSX}, {@code lost+found}), and what cannot
     * be read are left out.
     *
     * @param root a folder, or one video
     * @param warnings told in one line what was left out, if anything was
     * @throws IOException when the root can't be read
     */
    public static List<LabelledVideo> below(Path root, Consumer<String> warnings) throws IOException {
        Path base = root.toAbsolutePath().normalize();
        if (Files.isRegularFile(base)) {
            return List.of(new LabelledVideo(base, label(base, base)));
        }
        VideoFinder finder = new VideoFinder(base);
        walk(base, finder);
        finder.leftOut().ifPresent(warnings);
        return finder.videos().stream()
                .map(file -> new LabelledVideo(file, label(base, file)))
                .toList();
    }

    /**
     * Reads a list of videos, in its order, each once: on each line a path below the root
     * ({@code Archery/v_Archery_g01_c02.avi}), perhaps followed by a class number, which is not needed; see
     * {@link VideoList}.
     *
     * @param list the list
     * @param root the folder that its paths start from
     * @param warnings told in one line which videos are named twice, if any are
     * @throws IOException when the list can't be read, or a line names no video below the root; the message says which
     */
    public static List<LabelledVideo> listed(Path list, Path root, Consumer<String> warnings) throws IOException {
        Path base = root.toAbsolutePath().normalize();
        return new ListedVideos(list, base)
                .find(warnings).stream()
                        .map(file -> new LabelledVideo(file, label(base, file)))
                        .toList();
    }

    static void walk(Path base, VideoFinder finder) throws IOException {
        Files.walkFileTree(base, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, finder);
    }

    /** True for a name with the extension of a video. */
    static boolean hasVideoName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String label(Path base, Path file) {
        Path parent = file.getParent();
        return parent.equals(base) || file.equals(base)
                ? Ucf101Name.of(file).map(Ucf101Name::label).orElse(null)
                : Labels.spelling(parent.getFileName().toString());
    }
}
