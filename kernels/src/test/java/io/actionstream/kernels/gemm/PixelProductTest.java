package io.actionstream.kernels.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.RandomNumbers;
import io.actionstream.kernels.vector.Lanes;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelProductTest {
    private static final int LANES = Lanes.COUNT;

    /** One product and several, inputs that overlap, and gaps between the vectors and the rows of outputs. */
    @ParameterizedTest
    @CsvSource({"1, 1, 16, 0", "2, 21, 16, 0", "12, 21, 32, 5", "3, 48, 48, 16"})
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int products, int inputs, int outputs, int gap) {
        int[] at = new Random(2).ints(inputs, 0, 100).toArray();
        int second = LANES + gap;
        int row = 2 * second;
        PixelProduct.Shape shape =
                new PixelProduct.Shape(products, at, second + 100, 300, row, second, outputs * row + gap);
        float[] x = RandomNumbers.of(5, products * 300 + 200);
        float[] expected = new float[7 + products * shape.yStep() + 3];
        float[] y = expected.clone();
        PixelProduct plain = new PlainPixelProduct(LANES);
        PixelProduct vectors = new VectorPixelProduct();
        plain.multiply(
                shape, x, 3, weights(new PackedWeights(plain, products, inputs, outputs), shape, outputs), expected, 7);
        vectors.multiply(
                shape, x, 3, weights(new PackedWeights(vectors, products, inputs, outputs), shape, outputs), y, 7);
        assertThat(y).containsExactly(expected, within(1e-4f));
        assertThat(y[6]).isZero();
        assertThat(y[7]).isNotZero();
    }

    private static PackedWeights weights(PackedWeights weights, PixelProduct.Shape shape, int outputs) {
        Random random = new Random(4);
        for (int product = 0; product < shape.products(); product++) {
            for (int o = 0; o < outputs; o++) {
                weights.setBias(product, o, random.nextDouble() - 0.5);
                for (int i = 0; i < shape.at().length; i++) {
                    weights.set(product, o, i, random.nextDouble() - 0.5);
                }
            }
        }
        return weights;
    }
}
