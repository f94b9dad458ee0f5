package io.actionstream.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.operators.records.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long CLIP = Load.CLIP.toMillis();
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldTakeTheRateOfTheSecondHalf() {
        Arrivals arrivals = new Arrivals(List.of(at(0, 0), at(9, 0), at(10, 0), at(12, 0), at(14, 0)));

        assertThat(arrivals.count()).isEqualTo(5);
        assertThat(arrivals.steadyRate()).isEqualTo(0.5);
    }

    @Test
    void shouldLeaveTheFirstClipOfEachCameraOutOfTheLatency() {
        List<Arrivals.Arrival> all = new ArrayList<>();
        for (int clip = 0; clip < 5; clip++) {
            all.add(arrival(1_000 + clip * CLIP, clip < 2 ? 9_000 : 10 * clip));
        }

        assertThat(new Arrivals(all).latencyMillis(0)).isEqualTo(20);
        assertThat(new Arrivals(all).latencyMillis(0.5)).isEqualTo(30);
        assertThat(new Arrivals(all).latencyMillis(1)).isEqualTo(40);
    }

    @Test
    void shouldCompareTheLastThirdWithTheOneBefore() {
        Arrivals arrivals = new Arrivals(List.of(at(0, 500), at(1, 500), at(2, 20), at(3, 20), at(4, 50), at(5, 50)));

        assertThat(arrivals.growth()).isEqualTo(2.5);
    }

    @Test
    void shouldNotDivideByALatencyOfZero() {
        assertThat(new Arrivals(List.of(at(0, 0), at(1, 0), at(2, 3))).growth()).isEqualTo(3);
    }

    @Test
    void shouldHaveNoLatencyWithoutArrivals() {
        assertThatThrownBy(() -> new Arrivals(List.of()).latencyMillis(0.5)).isInstanceOf(NoSuchElementException.class);
    }

    private static Arrivals.Arrival at(long seconds, long latencyMillis) {
        return new Arrivals.Arrival(action(0, latencyMillis), seconds * SECOND);
    }

    private static Arrivals.Arrival arrival(long start, long latencyMillis) {
        return new Arrivals.Arrival(action(start, latencyMillis), 0);
    }

    private static Action action(long start, long latencyMillis) {
        return new Action("camera-0", start, start + CLIP, "Waving", 1, List.of(), null, "v1", 10, latencyMillis);
    }
}
