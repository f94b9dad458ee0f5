package io.actionstream.kernels.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.RandomNumbers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OuterProductTest {
    private static final int MARGIN = 3;

    /** Outputs of one vector, of two, and of several panels. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 16",
        "2, 8, 16, 16",
        "9, 20, 16, 32",
        "3, 40, 32, 16",
        "2, 13, 32, 48",
        "1, 5, 64, 64",
        "2, 20, 32, 192",
        "2, 24, 128, 96"
    })
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int products, int rows, int inputs, int outputs) {
        compare(new PlainOuterProduct(), new VectorOuterProduct(), products, rows, inputs, outputs);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 16, 16", "3, 32, 16, 16", "2, 48, 32, 48", "9, 16, 64, 96"})
    void shouldGiveTheSameOfTransposedRows(int products, int rows, int inputs, int outputs) {
        compare(new PlainTransposedOuterProduct(), new VectorTransposedOuterProduct(), products, rows, inputs, outputs);
    }

    /** Both add the same to what is there, and leave what is around it alone. */
    private static void compare(
            OuterProduct plain, OuterProduct vectors, int products, int rows, int inputs, int outputs) {
        int xStep = rows * inputs + 5;
        int yStep = rows * outputs + 7;
        OuterProduct.Shape shape = new OuterProduct.Shape(products, rows, inputs, outputs, xStep, yStep);
        float[] x = RandomNumbers.of(5, MARGIN + products * xStep);
        float[] y = RandomNumbers.of(6, MARGIN + products * yStep);
        float[] before = RandomNumbers.of(7, MARGIN + products * inputs * outputs + MARGIN);
        float[] expected = before.clone();
        float[] sums = before.clone();
        plain.add(shape, x, MARGIN, y, MARGIN, expected, MARGIN);
        vectors.add(shape, x, MARGIN, y, MARGIN, sums, MARGIN);
        assertThat(sums).containsExactly(expected, within(1e-5f));
        assertThat(sums).isNotEqualTo(before);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(sums[i]).isEqualTo(before[i]);
            assertThat(sums[sums.length - 1 - i]).isEqualTo(before[before.length - 1 - i]);
        }
    }
}
