package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.cluster.FloodFigures.Quantiles;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FloodFiguresTest {

    @Test
    void shouldTakeQuantilesOfTimesInAnyOrder() {
        List<Long> times =
                LongStream.rangeClosed(0, 100).map(i -> 100 - i).boxed().toList();

        assertThat(Quantiles.of(times)).isEqualTo(new Quantiles(50, 99, 100));
    }

    @Test
    void shouldGiveOneTimeForAllQuantiles() {
        assertThat(Quantiles.of(List.of(7L))).isEqualTo(new Quantiles(7, 7, 7));
    }

    @Test
    void shouldGiveZerosWithoutTimes() {
        assertThat(Quantiles.of(List.of())).isEqualTo(new Quantiles(0, 0, 0));
    }
}
