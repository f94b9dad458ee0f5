package io.actionstream.model.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PresentationClockTest {

    private static final long NONE = Long.MIN_VALUE;

    @Test
    void shouldCountFromTheFirstFrame() {
        assertThat(times(0.1, 9000, 9400, 9800)).containsExactly(0, 40, 80);
    }

    @Test
    void shouldNeverGoBack() {
        assertThat(times(1, 0, 80, 40, 120)).containsExactly(0, 80, 80, 120);
    }

    @Test
    void shouldFallBackOnTheFrameRateWhereATimeIsMissing() {
        assertThat(times(1, 0, NONE, NONE, 120)).containsExactly(0, 40, 80, 120);
        assertThat(times(1, NONE, NONE, NONE)).containsExactly(0, 40, 80);
    }

    @Test
    void shouldGoOnFromWhereItIsWhenTimesBeginLate() {
        assertThat(times(1, NONE, NONE, 5000, 5040)).containsExactly(0, 40, 80, 120);
    }

    private static long[] times(double tickMillis, long... timestamps) {
        PresentationClock clock = new PresentationClock(tickMillis, 40, NONE);
        return Arrays.stream(timestamps)
                .map(timestamp -> tick(clock, timestamp))
                .toArray();
    }

    private static long tick(PresentationClock clock, long timestamp) {
        clock.advance(timestamp);
        return clock.millis();
    }
}
