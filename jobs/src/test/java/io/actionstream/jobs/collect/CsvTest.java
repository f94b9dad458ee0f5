package io.actionstream.jobs.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatItWrote() throws IOException {
        List<String> hostile =
                List.of("", "a,b", "a\"b", "\"\"", "a\nb", "a\r\nb", "=1+1", "+1", "-1", "@x", "'x", "\tx", "ü");
        List<String> plain = List.of("a", "b", "c");

        Path file = Files.writeString(folder.resolve("a.csv"), Csv.row(hostile) + Csv.row(plain));

        assertThat(Csv.read(file)).containsExactly(hostile, plain);
    }

    @Test
    void shouldWriteNoFormula() {
        assertThat(Csv.row(List.of("=cmd|' /C calc'!A0", -1))).isEqualTo("'=cmd|' /C calc'!A0,-1\n");
    }

    @Test
    void shouldReadOtherLineEndsAndNoneAtTheEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\r\nc,\"d\"");

        assertThat(Csv.read(file)).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void shouldSayBehindWhichRowATableIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\nc,\"d\n");

        assertThatIOException().isThrownBy(() -> Csv.read(file)).withMessageContaining("behind row 1");
    }
}
