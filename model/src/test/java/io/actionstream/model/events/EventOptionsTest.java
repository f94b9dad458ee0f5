package io.actionstream.model.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventOptionsTest {

    @Test
    void shouldTakeTheEndsOfTheRanges() {
        assertThat(options(1, 1, 1, 0, 0)).isNotNull();
        assertThat(options(100, 0.1, 0.1, 1, 0)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | 0.6 | 0.4 | 0.5 | 0  | smooth must be from 1 to 100, not 0",
                "101 | 0.6 | 0.4 | 0.5 | 0  | smooth must be from 1 to 100, not 101",
                "2   | 0   | 0.4 | 0.5 | 0  | enter must be above 0 and at most 1, not 0.0",
                "2   | 1.1 | 0.4 | 0.5 | 0  | enter must be above 0 and at most 1, not 1.1",
                "2   | NaN | 0.4 | 0.5 | 0  | enter must be above 0 and at most 1, not NaN",
                "2   | 0.6 | 0   | 0.5 | 0  | exit must be above 0 and at most enter, 0.6, not 0.0",
                "2   | 0.6 | 0.7 | 0.5 | 0  | exit must be above 0 and at most enter, 0.6, not 0.7",
                "2   | 0.6 | 0.4 | -1  | 0  | unknown must be from 0 to 1, not -1.0",
                "2   | 0.6 | 0.4 | 0.5 | -1 | merge-gap must not be negative, as PT-0.001S is"
            })
    void shouldNameWhatIsOutOfItsRange(
            int smooth, double enter, double exit, double unknown, long mergeGap, String problem) {
        assertThatThrownBy(() -> options(smooth, enter, exit, unknown, mergeGap))
                .hasMessage(problem);
    }

    private static EventOptions options(int smooth, double enter, double exit, double unknown, long mergeGap) {
        return new EventOptions(
                smooth, enter, exit, Duration.ZERO, Duration.ofMillis(mergeGap), Duration.ZERO, unknown);
    }
}
