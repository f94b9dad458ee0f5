package io.actionstream.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(longs = {95_357_000, 90_000, 5_081, -5_001, -90_000, -95_357_000})
    void shouldJoinOnWhatJumps(long jump) {
        PresentationClock clock = new PresentationClock(1, 40, 40, NONE);

        assertThat(times(clock, 1000, 1040, 1080 + jump, 1120 + jump)).containsExactly(0, 40, 80, 120);

        assertThat(clock.jumps()).isEqualTo(1);
        assertThat(clock.firstJumpMillis()).isEqualTo(jump);
        assertThat(clock.firstJumpAtMillis()).isEqualTo(80);
        assertThat(clock.endMillis()).isEqualTo(160);
        assertThat(clock.reachedMillis()).isEqualTo(jump > 0 ? 160 + jump : 80);
    }

    @Test
    void shouldJoinOnEachPartOfSeveral() {
        PresentationClock clock = new PresentationClock(1, 40, 40, NONE);

        assertThat(times(clock, 0, 90_000, 90_040, NONE, 7, 60_000)).containsExactly(0, 40, 80, 120, 160, 200);

        assertThat(clock.jumps()).isEqualTo(3);
        assertThat(clock.firstJumpMillis()).isEqualTo(89_960);
    }

    @Test
    void shouldLeaveAHoleOfAFewSeconds() {
        PresentationClock clock = new PresentationClock(1, 40, 40, NONE);

        assertThat(times(clock, 0, 40, 5_080, 5_120)).containsExactly(0, 40, 5_080, 5_120);

        assertThat(clock.jumps()).isZero();
    }

    @Test
    void shouldLeaveTheTimesOfRareFrames() {
        PresentationClock clock = new PresentationClock(1, 40, 10_000, NONE);

        assertThat(times(clock, 0, 10_000, 40_000, 50_000)).containsExactly(0, 10_000, 40_000, 50_000);

        assertThat(clock.jumps()).isZero();
    }

    @Test
    void shouldEndWhenTheLastFrameHasBeenShown() {
        PresentationClock clock = new PresentationClock(0.1, 40, 40, NONE);

        clock.advance(9000, 0);
        assertThat(clock.endMillis()).isEqualTo(40);
        clock.advance(9400, 20_000);
        assertThat(clock.endMillis()).isEqualTo(2040);
        assertThat(clock.beganMillis()).isEqualTo(900);
    }

    private static long[] times(double tickMillis, long... timestamps) {
        return times(new PresentationClock(tickMillis, 40, 40, NONE), timestamps);
    }

    private static long[] times(PresentationClock clock, long... timestamps) {
        return Arrays.stream(timestamps)
                .map(timestamp -> tick(clock, timestamp))
                .toArray();
    }

    private static long tick(PresentationClock clock, long timestamp) {
        clock.advance(timestamp, 0);
        return clock.millis();
    }
}
