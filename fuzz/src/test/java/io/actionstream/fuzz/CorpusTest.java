package io.actionstream.fuzz;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads again what fuzzing found or might find. */
class CorpusTest {

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("corpus")
    @Timeout(value = 5, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldReadWhatFuzzingFound(Target target, Path file) throws IOException {
        target.read(Files.readAllBytes(file));
    }

    static List<Arguments> corpus() {
        return Arrays.stream(Target.values())
                .flatMap(target -> files(target)
                        .map(file ->
                                Arguments.of(target, Named.of(file.getFileName().toString(), file))))
                .toList();
    }

    private static Stream<Path> files(Target target) {
        try (Stream<Path> files = Files.list(target.corpus())) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
