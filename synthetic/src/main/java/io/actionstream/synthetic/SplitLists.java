package io.actionstream.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;

/** Writes which videos are for training, validation and test: a line each, {@code <Class>/<file>}. */
final class SplitLists {
    private static final double TEST_SHARE = 0.2;

    private SplitLists() {}

    /** As in UCF101 the first people are for the test; as many follow for validation, the rest is for training. */
    static void write(Path folder, List<Take> takes, int groups) throws IOException {
        int test = (int) Math.max(1, Math.round(groups * TEST_SHARE));
        write(folder.resolve("testlist.txt"), takes, group -> group <= test);
        write(folder.resolve("vallist.txt"), takes, group -> group > test && group <= 2 * test);
        write(folder.resolve("trainlist.txt"), takes, group -> group > 2 * test);
    }

    private static void write(Path file, List<Take> takes, IntPredicate people) throws IOException {
        Files.write(
                file,
                takes.stream()
                        .filter(take -> people.test(take.group()))
                        .map(Take::path)
                        .toList());
    }
}
