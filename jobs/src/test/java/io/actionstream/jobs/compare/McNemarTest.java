package io.actionstream.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

    /** 121 and 59 are the example of statsmodels' mcnemar, which gives 4.434e-06. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "1, 0, 1",
        "5, 5, 1",
        "0, 5, 0.0625",
        "6, 0, 0.03125",
        "4, 2, 0.6875",
        "10, 2, 0.03857421875",
        "121, 59, 4.434449263755176e-06",
    })
    void shouldGiveTheExactProbability(long left, long right, double p) {
        assertThat(McNemar.pValue(left, right)).isCloseTo(p, within(1e-9 * p));
        assertThat(McNemar.pValue(right, left)).isEqualTo(McNemar.pValue(left, right));
    }

    /** The normal approximation is close there: z = 2. */
    @Test
    void shouldStayExactWhereTheFirstTermIsTooSmallForADouble() {
        assertThat(McNemar.pValue(500_000, 502_000)).isCloseTo(0.0455, within(0.0005));
        assertThat(McNemar.pValue(100_000, 0)).isZero();
    }
}
