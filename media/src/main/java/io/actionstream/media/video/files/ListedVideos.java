package io.actionstream.media.video.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the videos that a list names. A path that is not there as it stands is looked for without its first folders, in
 * any letter case; never outside the root.
 */
final class ListedVideos {
    private static final String EXAMPLE = "Archery/v_Archery_g01_c01.avi";

    private final Path list;
    private final Path base;
    /** Videos by the key of their path below the root; null until it is needed. */
    private Map<String, List<Path>> index;

    ListedVideos(Path list, Path base) {
        this.list = list;
        this.base = base;
    }

    /**
     * Finds them, each once, in the order of the list.
     *
     * @throws IOException when a line names none; the message tells of the first, and how many others there are
     */
    List<Path> find(Consumer<String> warnings) throws IOException {
        List<VideoList.Line> lines = VideoList.read(list);
        Set<Path> videos = new LinkedHashSet<>();
        List<VideoList.Line> again = new ArrayList<>();
        String firstProblem = null;
        int problems = 0;
        for (VideoList.Line line : lines) {
            try {
                if (!videos.add(find(line))) {
                    again.add(line);
                }
            } catch (NotFoundException e) {
                firstProblem = problems++ == 0 ? e.getMessage() : firstProblem;
            }
        }
        if (problems > 0) {
            String others =
                    problems == 1 ? "" : " (and so do " + (problems - 1) + " more of " + lines.size() + " lines)";
            throw new IOException(firstProblem + others);
        }
        if (!again.isEmpty()) {
            VideoList.Line first = again.get(0);
            warnings.accept(list + ", line " + first.number() + ": " + first.shown() + " is named before"
                    + (again.size() == 1 ? "" : ", and so are those of " + (again.size() - 1) + " more lines")
                    + ": each video counts once");
        }
        return List.copyOf(videos);
    }

    private Path find(VideoList.Line line) throws NotFoundException, IOException {
        boolean outside = false;
        boolean isPath = false;
        for (String path : line.paths()) {
            try {
                Path file = base.resolve(path).normalize();
                isPath = true;
                if (Files.isRegularFile(file)) {
                    if (isBelow(base, file)) {
                        return file;
                    }
                    Path real = file.toRealPath();
                    if (isBelow(base.toRealPath(), real)) {
                        return base.resolve(base.toRealPath().relativize(real));
                    }
                    outside = true;
                }
            } catch (InvalidPathException e) {
                // perhaps a shorter part of the line is one
            }
        }
        if (!isPath) {
            throw problem(
                    line,
                    "is no file name in the encoding " + System.getProperty("sun.jnu.encoding")
                            + " of this locale: set LC_ALL=C.UTF-8");
        }
        if (outside) {
            throw problem(line, "is not below " + base + ": give paths from there, such as " + EXAMPLE);
        }
        return search(line);
    }

    private static boolean isBelow(Path folder, Path file) {
        return file.startsWith(folder) && !file.equals(folder);
    }

    private Path search(VideoList.Line line) throws NotFoundException, IOException {
        for (String path : line.paths()) {
            List<String> parts = parts(path);
            for (int from = 0; from == 0 || from < parts.size() - 1; from++) {
                List<Path> found = index().get(String.join("/", parts.subList(from, parts.size())));
                if (found != null && found.size() > 1) {
                    throw problem(line, "may be " + found.get(0) + " or " + found.get(1) + ": write it as one of them");
                }
                if (found != null) {
                    return found.get(0);
                }
            }
        }
        if (line.isClass()) {
            throw problem(line, "is a class, not a video: give a list of videos, such as UCF101's trainlist01.txt");
        }
        throw problem(
                line,
                "is not below " + base + ": no such video there; expected is a path from there, such as " + EXAMPLE
                        + elsewhere(line));
    }

    /** Names a file that is called the same, for a root that is one folder too high or too low. */
    private String elsewhere(VideoList.Line line) throws IOException {
        Set<String> names = line.paths().stream().map(ListedVideos::fileKey).collect(Collectors.toSet());
        return index().values().stream()
                .flatMap(List::stream)
                .filter(file -> names.contains(fileKey(file.toString())))
                .min(Path::compareTo)
                .map(file -> "; there is " + base.relativize(file))
                .orElse("");
    }

    private static String fileKey(String path) {
        List<String> parts = parts(path);
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    private Map<String, List<Path>> index() throws IOException {
        if (index == null) {
            VideoFinder finder = new VideoFinder(base);
            VideoFiles.walk(base, finder);
            index = finder.videos().stream()
                    .collect(Collectors.groupingBy(
                            file -> String.join("/", parts(base.relativize(file).toString()))));
        }
        return index;
    }

    /** Folders and name of a path, such that those of two letter cases or Unicode forms are equal. */
    private static List<String> parts(String path) {
        String plain = Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .toList();
    }

    private NotFoundException problem(VideoList.Line line, String problem) {
        return new NotFoundException(list + ", line " + line.number() + ": " + line.shown() + " " + problem);
    }

    private static final class NotFoundException extends Exception {
        NotFoundException(String message) {
            super(message);
        }
    }
}
