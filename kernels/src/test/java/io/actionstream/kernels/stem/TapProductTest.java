package io.actionstream.kernels.stem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.RandomNumbers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapProductTest {

    /** Both add the same to what is there, and leave what is around it alone. */
    @ParameterizedTest
    @CsvSource({"1, 16", "16, 16", "33, 48"})
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int pixels, int outputs) {
        float[] x = RandomNumbers.of(1, 2 + pixels + TapProduct.TAPS - 1);
        float[] y = RandomNumbers.of(2, 3 + pixels * outputs);
        float[] before = RandomNumbers.of(3, 1 + TapProduct.TAPS * outputs + 1);
        float[] expected = before.clone();
        float[] sums = before.clone();
        new PlainTapProduct().add(x, 2, y, 3, pixels, outputs, expected, 1);
        new VectorTapProduct().add(x, 2, y, 3, pixels, outputs, sums, 1);
        assertThat(sums).containsExactly(expected, within(1e-5f));
        assertThat(sums).isNotEqualTo(before);
        assertThat(sums[0]).isEqualTo(before[0]);
        assertThat(sums[sums.length - 1]).isEqualTo(before[before.length - 1]);
    }
}
