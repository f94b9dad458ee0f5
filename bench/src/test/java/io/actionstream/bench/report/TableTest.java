package io.actionstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void shouldWriteEachFigureOnALineUnderATitle() {
        List<String> lines = lines(
                Figure.of("state of a camera", 55_296, "bytes"),
                Figure.beside("end to end", 117.4, "clips/s", "the network alone", 147)
                        .wanting(Goal.atLeast(0.85)),
                Figure.beside("inference", 8.46, "ms", "conv3d", 113).wanting(Goal.timesFaster(10)));

        assertThat(lines)
                .containsExactly(
                        "",
                        "Stream",
                        "figure value yardstick value ratio goal",
                        "state of a camera 55,296 bytes",
                        "end to end 117 clips/s the network alone 147 0.80 at least 0.850, NOT MET",
                        "inference 8.46 ms conv3d 113 13.4 at least 10.0, met");
    }

    @Test
    void shouldWriteThreeDigitsOrAllBeforeThePoint() {
        assertThat(lines(
                        Figure.of("a", 0, "s"),
                        Figure.of("b", 0.01234, "s"),
                        Figure.of("c", 0.1234, "s"),
                        Figure.of("d", 12.34, "s"),
                        Figure.of("e", 1234.4, "s"),
                        Figure.of("f", -12.34, "s")))
                .endsWith("a 0 s", "b 1.23e-02 s", "c 0.12 s", "d 12.3 s", "e 1,234 s", "f -12.3 s");
    }

    @Test
    void shouldWriteOnlyTheHeadWithoutFigures() {
        assertThat(lines()).containsExactly("", "Stream", "figure value yardstick value ratio goal");
    }

    private static List<String> lines(Figure... figures) {
        return Table.of("Stream", List.of(figures))
                .lines()
                .map(line -> line.trim().replaceAll(" +", " "))
                .toList();
    }
}
