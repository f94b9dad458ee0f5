package io.actionstream.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchTest {

    private static final Stretch STRETCH = new Stretch(1000, 2000);

    @ParameterizedTest
    @CsvSource({"999, false", "1000, true", "1999, true", "2000, false"})
    void shouldContainItsStartAndNotItsStop(long time, boolean contained) {
        assertThat(STRETCH.contains(time)).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 999, false",
        "0, 1000, true",
        "0, 5000, true",
        "1500, 1500, true",
        "1999, 5000, true",
        "2000, 5000, false",
    })
    void shouldOverlapWhatItHasAMillisecondOf(long from, long to, boolean overlaps) {
        assertThat(STRETCH.overlaps(from, to)).isEqualTo(overlaps);
    }

    @Test
    void shouldHaveNoLimitWhereNoneIsGiven() {
        Stretch all = Stretch.between(null, null);
        Stretch later = Stretch.between(Instant.ofEpochMilli(1000), null);

        assertThat(all.contains(Long.MIN_VALUE)).isTrue();
        assertThat(all.contains(4_102_444_800_000L)).isTrue();
        assertThat(later.contains(999)).isFalse();
        assertThat(later.overlaps(0, 1000)).isTrue();
    }
}
