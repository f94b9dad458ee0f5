package io.actionstream.media.video.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the videos below a folder, and remembers what it left out: what systems and tools lay among files, what cannot be
 * read, and folders without videos.
 */
final class VideoFinder implements FileVisitor<Path> {
    private static final int MOST_NAMES = 10;
    /** The beginnings of names that Unix hides, and of those of Synology's and QNAP's shares, of recycle bins, of macOS's zips. */
    private static final List<String> HOUSEKEEPING_STARTS = List.of(".", "@", "#", "$", "__");

    private static final Set<String> HOUSEKEEPING = Set.of(
            "lost+found",
            "system volume information",
            "recycled",
            "recycler",
            "network trash folder",
            "temporary items",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini");
    /** In place of bytes that are no text in the encoding of file names. */
    private static final char UNDECODABLE = '\ufffd';

    private final Path base;
    private final List<Path> videos = new ArrayList<>();
    private final Deque<Integer> videosBefore = new ArrayDeque<>();
    private final Map<String, Integer> housekeeping = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Set<Path> withoutVideos = new TreeSet<>();

    VideoFinder(Path base) {
        this.base = base;
    }

    /** The videos that were found, sorted. */
    List<Path> videos() {
        return videos.stream().sorted().toList();
    }

    /** Names what was left out, in one line; empty when nothing was. */
    Optional<String> leftOut() {
        List<String> parts = new ArrayList<>();
        if (!housekeeping.isEmpty()) {
            parts.add("hidden or made by a system: "
                    + named(housekeeping.entrySet().stream()
                            .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " (" + entry.getValue() + ")" : ""))
                            .toList()));
        }
        if (!unreadable.isEmpty()) {
            parts.add("cannot be read: " + named(unreadable.stream().sorted().toList()));
        }
        if (!withoutVideos.isEmpty()) {
            parts.add("without videos: "
                    + named(withoutVideos.stream().map(this::shown).toList()));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("left out of " + base + ": " + String.join("; ", parts));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!folder.equals(base) && isLeftOut(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        videosBefore.push(videos.size());
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isLeftOut(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            unreadable.add(shown(file) + " (a link to nothing)");
        } else if (VideoFiles.hasVideoName(file)) {
            if (!attributes.isRegularFile()) {
                unreadable.add(shown(file) + " (not a file)");
            } else if (!Files.isReadable(file)) {
                unreadable.add(shown(file) + " (no permission)");
            } else {
                videos.add(file);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(base)) {
            throw failure;
        }
        if (!isLeftOut(file)) {
            unreadable.add(shown(file) + " (" + reason(failure) + ")");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
        if (failure != null) {
            visitFileFailed(folder, failure);
        }
        boolean empty = videosBefore.pop() == videos.size();
        if (empty && failure == null && !folder.equals(base)) {
            withoutVideos.removeIf(inner -> inner.startsWith(folder));
            withoutVideos.add(folder);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isLeftOut(Path path) {
        String name = path.getFileName().toString();
        if (name.indexOf(UNDECODABLE) >= 0) {
            unreadable.add(shown(path) + " (a name outside the encoding " + System.getProperty("sun.jnu.encoding")
                    + ": rename it, or set LC_ALL=C.UTF-8)");
            return true;
        }
        if (HOUSEKEEPING.contains(name.toLowerCase(Locale.ROOT))
                || HOUSEKEEPING_STARTS.stream().anyMatch(name::startsWith)) {
            // AppleDouble: macOS's ._NAME beside each NAME
            housekeeping.merge(name.startsWith("._") ? "._*" : name, 1, Integer::sum);
            return true;
        }
        return false;
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        return failure instanceof FileSystemLoopException ? "a link to a folder around it" : failure.toString();
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    private String shown(Path path) {
        return base.relativize(path).toString();
    }
}
