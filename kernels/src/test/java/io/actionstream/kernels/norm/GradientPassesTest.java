package io.actionstream.kernels.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.RandomNumbers;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientPassesTest {
    private static final int MARGIN = 3;
    private static final float TOLERANCE = 1e-5f;

    private final GradientPasses plain = new PlainGradientPasses();
    private final GradientPasses vectors = new VectorGradientPasses();

    @ParameterizedTest
    @CsvSource({"1, 16", "5, 32", "8, 48"})
    void shouldSpreadWhatWasHalved(int pixels, int channels) {
        float[] x = RandomNumbers.of(pixels * channels);
        int row = 2 * pixels * channels;
        check(2 * row, (passes, y) -> passes.spread(x, 0, pixels, channels, y, MARGIN, MARGIN + row));
        check(2 * row, (passes, y) -> passes.spreadAdd(x, 0, pixels, channels, y, MARGIN + row, MARGIN));
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "5, 32", "8, 48"})
    void shouldRepeatAddAndRectify(int pixels, int channels) {
        float[] x = RandomNumbers.of(pixels * channels);
        int count = pixels * channels;
        check(count, (passes, y) -> passes.repeat(x, 0, pixels, channels, y, MARGIN));
        check(count, (passes, y) -> passes.add(x, 0, pixels, channels, y, MARGIN));
        check(count, (passes, y) -> passes.reluGradient(x, 0, pixels, channels, y, MARGIN));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "-1, 0", "1e-30, 7", "1, 7"})
    void shouldLetGradientsThroughWhereReluDid(float result, float expected) {
        float[] x = new float[16];
        float[] y = new float[16];
        Arrays.fill(x, result);
        Arrays.fill(y, 7);
        vectors.reluGradient(x, 0, 1, 16, y, 0);
        assertThat(y).containsOnly(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "16, 16", "33, 16", "20, 32", "40, 48", "7, 128"})
    void shouldGiveTheGradientOfANorm(int pixels, int channels) {
        int unit = vectors.pixelUnit();
        int whole = Aligned.up(pixels, unit);
        int count = pixels * channels;
        int sums0 = count;
        int x0 = sums0 + 3 * channels;
        int factors0 = x0 + count;
        int scratch0 = factors0 + whole;
        float[] scale = RandomNumbers.of(channels);
        float[] expected = RandomNumbers.of(scratch0 + whole * unit);
        float[] m = expected.clone();
        plain.normGradient(expected, 0, x0, factors0, pixels, scale, scratch0, sums0);
        vectors.normGradient(m, 0, x0, factors0, pixels, scale, scratch0, sums0);
        for (int i = 0; i < scratch0; i++) {
            assertThat(m[i]).isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 16", "6, 32", "16, 48"})
    void shouldNormWithABatchAndGoBack(int pixels, int channels) {
        ScaleShift norm = new ScaleShift(RandomNumbers.of(channels), RandomNumbers.of(channels + 1));
        GradientPasses.BatchNormFactors factors = new GradientPasses.BatchNormFactors(RandomNumbers.of(5 * channels));
        int row = pixels * channels;
        float[] x = RandomNumbers.of(2 * row + MARGIN);
        float[] g = RandomNumbers.of(row / 2 + 1);
        check(2 * channels, (passes, y) -> passes.sums(x, MARGIN, pixels, channels, y, MARGIN));
        check(row / 2, (passes, y) -> passes.normReluHalve(x, 0, row + 1, pixels / 2, norm, y, MARGIN));
        check(2 * channels, (passes, y) -> passes.batchNormSums(x, 1, g, 1, pixels, norm, y, MARGIN));
        check(
                row + channels,
                (passes, y) -> passes.batchNormGradient(x, 1, g, 1, pixels, factors, y, MARGIN, MARGIN + row));
    }

    /** Both give the same, and leave what is around it alone. */
    private void check(int count, BiConsumer<GradientPasses, float[]> pass) {
        float[] before = RandomNumbers.of(MARGIN + count + MARGIN);
        float[] expected = before.clone();
        float[] y = before.clone();
        pass.accept(plain, expected);
        pass.accept(vectors, y);
        assertThat(y).containsExactly(expected, within(TOLERANCE));
        assertThat(y).isNotEqualTo(before);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(y[i]).isEqualTo(before[i]);
            assertThat(y[y.length - 1 - i]).isEqualTo(before[before.length - 1 - i]);
        }
    }
}
