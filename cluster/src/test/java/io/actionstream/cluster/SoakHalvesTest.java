package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.cluster.process.ProcessMemory;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SoakHalvesTest {

    @Test
    void shouldCompareTwoHalvesAfterAQuarterOfWarmUp() {
        SoakHalves halves = halves(99, 99, 1, 2, 3, 4, 5, 9);

        assertThat(halves.first()).extracting(SoakFigures::clips).containsExactly(1.0, 2.0, 3.0);
        assertThat(halves.second()).extracting(SoakFigures::clips).containsExactly(4.0, 5.0, 9.0);
        assertThat(halves.ratio(SoakFigures::clips)).isEqualTo(3);
        assertThat(halves.difference(SoakFigures::clips)).isEqualTo(4);
        assertThat(halves.max(SoakFigures::clips)).isEqualTo(9);
    }

    @Test
    void shouldPutTheOddOneInTheSecondHalf() {
        assertThat(halves(1, 2, 3).first()).hasSize(1);
        assertThat(halves(1, 2, 3).second()).hasSize(2);
    }

    @Test
    void shouldNotCompareWithoutFigures() {
        SoakHalves none = halves();

        assertThatThrownBy(() -> none.ratio(SoakFigures::clips)).hasMessage("No value present");
    }

    private static SoakHalves halves(double... clips) {
        ProcessMemory memory = new ProcessMemory(0, 0, 0);
        List<SoakFigures> all = DoubleStream.of(clips)
                .mapToObj(rate -> new SoakFigures(0, 0, rate, 0, 0, 0, memory, 0))
                .toList();
        return SoakHalves.of(all);
    }
}
