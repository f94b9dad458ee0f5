package io.actionstream.kernels.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.RandomNumbers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
    private static final float UNTOUCHED = -1234;

    /** Outputs of one vector, of two, and of several panels; rows that fill register blocks and rows that don't. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 16, 16",
        "2, 8, 16, 16, 16",
        "9, 20, 16, 32, 16",
        "3, 16, 22, 16, 4",
        "2, 13, 32, 48, 40",
        "1, 5, 64, 64, 64",
        "2, 20, 32, 192, 32",
        "3, 16, 16, 16, 20",
        "2, 13, 16, 48, 16",
        "2, 24, 128, 96, 128"
    })
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int products, int rows, int inputs, int outputs, int xRow) {
        compare(new PlainMatrixProduct(), new VectorMatrixProduct(), products, rows, inputs, outputs, xRow);
    }

    /** Blocks of sixteen rows which follow one another, and some with a gap between. */
    @ParameterizedTest
    @CsvSource({"1, 16, 16, 16, 16", "3, 32, 16, 16, 16", "2, 48, 32, 48, 35", "1, 13, 5, 16, 5", "9, 20, 64, 96, 64"})
    void shouldGiveTheSameOfTransposedRows(int products, int rows, int inputs, int outputs, int xRow) {
        compare(new PlainTransposedProduct(), new VectorTransposedProduct(), products, rows, inputs, outputs, xRow);
    }

    private static void compare(
            MatrixProduct plain, MatrixProduct vectors, int products, int rows, int inputs, int outputs, int xRow) {
        int padded = Aligned.up(rows, vectors.rowUnit(outputs));
        int xStep = padded * xRow + inputs + 2;
        int yStep = padded * outputs + 16;
        MatrixProduct.Shape shape = new MatrixProduct.Shape(products, rows, xRow, xStep, yStep);
        float[] x = RandomNumbers.of(5, 3 + products * xStep);
        float[] expected = new float[16 + products * yStep];
        float[] y = expected.clone();
        Arrays.fill(y, UNTOUCHED);
        plain.multiply(shape, x, 3, weights(plain, products, inputs, outputs), 1, expected, 16);
        vectors.multiply(shape, x, 3, weights(vectors, products, inputs, outputs), 1, y, 16);
        for (int product = 0; product < products; product++) {
            int from = 16 + product * yStep;
            for (int i = from; i < from + rows * outputs; i++) {
                assertThat(y[i]).isCloseTo(expected[i], within(1e-4f));
            }
            for (int i = from + padded * outputs; i < from + yStep; i++) {
                assertThat(y[i]).isEqualTo(UNTOUCHED);
            }
        }
        for (int i = 0; i < 16; i++) {
            assertThat(y[i]).isEqualTo(UNTOUCHED);
        }
    }

    /** One more product than are multiplied, in front. */
    private static PackedWeights weights(MatrixProduct gemm, int products, int inputs, int outputs) {
        Random random = new Random(4);
        PackedWeights weights = new PackedWeights(gemm, 1 + products, inputs, outputs);
        for (int product = 0; product <= products; product++) {
            for (int o = 0; o < outputs; o++) {
                weights.setBias(product, o, random.nextDouble() - 0.5);
                for (int i = 0; i < inputs; i++) {
                    weights.set(product, o, i, random.nextDouble() - 0.5);
                }
            }
        }
        return weights;
    }
}
