package io.actionstream.synthetic.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.media.video.VideoReader;
import io.actionstream.synthetic.scene.SceneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmsTest {
    private static final SceneOptions SMALL = new SceneOptions(64, 48);

    @TempDir
    Path folder;

    @Test
    void shouldWriteFilmsAndTheListOfWhatTheyShow() throws Exception {
        List<Path> reported = new ArrayList<>();
        Films.write(folder, options(2, 1), reported::add);

        Path first = folder.resolve("film-0001.avi");
        Path second = folder.resolve("film-0002.avi");
        assertThat(reported).containsExactlyInAnyOrder(first, second);
        List<String> lines = Files.readAllLines(folder.resolve("segments.csv"));
        assertThat(lines.get(0)).isEqualTo("film,start,end,label");
        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .allMatch(line -> line.matches("film-000[12]\\.avi,\\d+,\\d+,[A-Za-z]+"));
        try (VideoReader reader = VideoReader.open(second)) {
            assertThat(reader.measureMillis()).isBetween(59_500L, 60_000L);
        }
    }

    @Test
    void shouldWriteTheSameForTheSameSeed() throws Exception {
        Films.write(folder.resolve("one"), options(1, 5), film -> {});
        Films.write(folder.resolve("same"), options(1, 5), film -> {});
        Films.write(folder.resolve("other"), options(1, 6), film -> {});

        assertThat(folder.resolve("one/film-0001.avi")).hasSameBinaryContentAs(folder.resolve("same/film-0001.avi"));
        assertThat(folder.resolve("one/segments.csv")).hasSameTextualContentAs(folder.resolve("same/segments.csv"));
        assertThat(Files.mismatch(folder.resolve("one/film-0001.avi"), folder.resolve("other/film-0001.avi")))
                .isNotNegative();
    }

    @Test
    void shouldSayWhichFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatIOException()
                .isThrownBy(() -> Films.write(file.resolve("films"), options(1, 1), film -> {}))
                .withMessageContaining("can't make folder " + file.resolve("films"));
    }

    @ParameterizedTest
    @CsvSource({"0,4,5,1,films", "1,0,5,1,minutes", "1,NaN,5,1,minutes", "1,4,0,1,frame rate", "1,4,5,0,threads"})
    void shouldNameTheBadOption(int films, double minutes, double frameRate, int threads, String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FilmOptions(films, 1, minutes, frameRate, SMALL, threads, false))
                .withMessageContaining("films: " + option + " must be between");
    }

    private static FilmOptions options(int films, long seed) {
        return new FilmOptions(films, seed, 1, 2, SMALL, 2, false);
    }
}
