package io.actionstream.kernels.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.RandomNumbers;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelPassesTest {
    private static final int MARGIN = 3;
    private static final float TOLERANCE = 1e-5f;

    private final PixelPasses plain = new PlainPixelPasses();
    private final PixelPasses vectors = new VectorPixelPasses();

    @ParameterizedTest
    @CsvSource({"1, 16", "16, 16", "33, 16", "20, 32", "40, 48", "7, 128"})
    void shouldGiveEachPixelItsFactor(int pixels, int channels) {
        int unit = vectors.pixelUnit();
        int whole = Aligned.up(pixels, unit);
        int factors0 = MARGIN + whole * channels;
        float[] expected = RandomNumbers.of(factors0 + whole * unit);
        float[] x = expected.clone();
        plain.factors(expected, MARGIN, pixels, channels, factors0);
        vectors.factors(x, MARGIN, pixels, channels, factors0);
        for (int i = 0; i < factors0 + pixels; i++) {
            assertThat(x[i]).isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "5, 32", "16, 48"})
    void shouldNormAndRectify(int pixels, int channels) {
        ScaleShift norm = norm(channels);
        float[] x = RandomNumbers.of(MARGIN + pixels * channels + pixels);
        int factors0 = MARGIN + pixels * channels;
        check(pixels * channels, (passes, y) -> passes.normRelu(x, MARGIN, factors0, pixels, norm, y, MARGIN));
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "5, 32", "8, 48"})
    void shouldHalve(int pixels, int channels) {
        ScaleShift norm = norm(channels);
        int row = 2 * pixels * channels;
        float[] x = RandomNumbers.of(2 * row + 4 * pixels + MARGIN);
        int lower = row + 1;
        int upperFactors = 2 * row + 1;
        int lowerFactors = upperFactors + 2 * pixels;
        int count = pixels * channels;
        check(count, (passes, y) -> passes.halve(x, 0, lower, pixels, channels, y, MARGIN));
        check(count, (passes, y) -> passes.reluHalve(x, 0, lower, pixels, channels, y, MARGIN));
        check(count, (passes, y) -> passes.normHalve(x, 0, lower, upperFactors, lowerFactors, pixels, norm, y, MARGIN));
        check(
                count,
                (passes, y) -> passes.normHalveAdd(x, 0, lower, upperFactors, lowerFactors, pixels, norm, y, MARGIN));
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "5, 32", "20, 48"})
    void shouldAddUp(int pixels, int channels) {
        float[] x = RandomNumbers.of(pixels * channels + pixels);
        check(channels, (passes, y) -> passes.addUp(x, 0, pixels, channels, y, MARGIN));
        check(channels, (passes, y) -> passes.addWeighted(x, 0, pixels * channels, pixels, channels, y, MARGIN));
    }

    /** Both give the same, and leave what is around it alone. */
    private void check(int count, BiConsumer<PixelPasses, float[]> pass) {
        float[] before = RandomNumbers.of(MARGIN + count + MARGIN);
        float[] expected = before.clone();
        float[] y = before.clone();
        pass.accept(plain, expected);
        pass.accept(vectors, y);
        assertThat(y).containsExactly(expected, within(TOLERANCE));
        assertThat(y).isNotEqualTo(before);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(y[i]).isEqualTo(before[i]);
            assertThat(y[y.length - 1 - i]).isEqualTo(before[y.length - 1 - i]);
        }
    }

    private static ScaleShift norm(int channels) {
        float[] numbers = RandomNumbers.of(2 * channels);
        float[] scale = Arrays.copyOf(numbers, channels);
        return new ScaleShift(scale, Arrays.copyOfRange(numbers, channels, 2 * channels));
    }
}
