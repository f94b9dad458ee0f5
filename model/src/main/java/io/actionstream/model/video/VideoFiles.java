package io.actionstream.model.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds labelled videos in folders and in lists of the UCF101 data set. */
public final class VideoFiles {

    /** The kinds of file that count as video, by their extension. */
    public static final Set<String> EXTENSIONS =
            Set.of("avi", "flv", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg", "ts", "webm", "wmv");

    private VideoFiles() {}

    /**
     * Lists the videos below a folder, sorted. A video in a folder of the root is labelled with that folder's name
     * ({@code Archery/any.avi}), one beside others in the root with what its UCF101 name says, or not at all.
     *
     * @param root a folder, or one video
     * @throws IOException when the root can't be read
     */
    public static List<LabelledVideo> below(Path root) throws IOException {
        Path base = root.toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(base, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.equals(base) ? Files.isRegularFile(file) : isVideo(file))
                    .sorted()
                    .map(file -> new LabelledVideo(file, label(base, file)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads a list of videos, in its order: on each line a path below the root ({@code Archery/v_Archery_g01_c02.avi}),
     * perhaps followed by a class number, which is not needed. Blank lines are skipped.
     *
     * @param list the list
     * @param root the folder that its paths start from
     * @throws IOException when the list can't be read, or a line names no video below the root; the message says which
     */
    public static List<LabelledVideo> listed(Path list, Path root) throws IOException {
        Path base = root.toAbsolutePath().normalize();
        List<LabelledVideo> videos = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(list)) {
            number++;
            if (!line.isBlank()) {
                Path file = resolve(withoutClassNumber(line.strip()), base, list + ", line " + number);
                videos.add(new LabelledVideo(file, label(base, file)));
            }
        }
        return List.copyOf(videos);
    }

    private static String withoutClassNumber(String line) {
        return line.replaceFirst("\\s+\\d+$", "");
    }

    private static Path resolve(String path, Path base, String where) throws IOException {
        Path file;
        try {
            file = base.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new IOException(where + ": not a path: " + path, e);
        }
        if (!file.startsWith(base) || file.equals(base)) {
            throw new IOException(where + ": " + path + " is not below " + base);
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "named in " + where);
        }
        return file;
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                && Files.isRegularFile(file);
    }

    private static String label(Path base, Path file) {
        Path parent = file.getParent();
        return parent.equals(base) || file.equals(base)
                ? Ucf101Name.of(file).map(Ucf101Name::label).orElse(null)
                : parent.getFileName().toString();
    }
}
