package io.actionstream.training.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chosen videos, divided.
 *
 * @param training to learn from
 * @param validation to choose with
 * @param test to judge by
 */
public record Splits(List<SourceVideo> training, List<SourceVideo> validation, List<SourceVideo> test) {

    /** Splits without videos yet. */
    static Splits empty() {
        return new Splits(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** All of them, each once. */
    List<SourceVideo> all() {
        return Stream.of(training, validation, test)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Writes {@code trainlist.txt}, {@code vallist.txt} and {@code testlist.txt}. */
    void write(Path folder) throws IOException {
        write(folder.resolve("trainlist.txt"), training);
        write(folder.resolve("vallist.txt"), validation);
        write(folder.resolve("testlist.txt"), test);
    }

    private static void write(Path list, List<SourceVideo> videos) throws IOException {
        Path unfinished = list.resolveSibling(list.getFileName() + ".new");
        Files.write(unfinished, videos.stream().map(SourceVideo::path).sorted().toList());
        Files.move(unfinished, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
