package io.actionstream.kernels.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.RandomNumbers;
import io.actionstream.kernels.vector.Lanes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransformTest {
    private static final float UNTOUCHED = -1234;
    private static final int GAP = 5;

    static Stream<Arguments> transforms() {
        return Stream.of(new VectorF43(), new VectorF63(), new VectorF73(), new VectorF67())
                .flatMap(transform -> Stream.of(1, 2, 7).map(vectors -> Arguments.of(transform, vectors)));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void shouldTransformInputsAsItsDefinition(Transform transform, int vectors) {
        int points = transform.filter().points();
        int step = Lanes.COUNT + 3;
        int[] at = new int[points];
        Arrays.setAll(at, j -> (j * 5 % points) * (vectors * step + 1));
        float[] d = RandomNumbers.of(points * (vectors * step + 1) + 2);
        int point = vectors * (Lanes.COUNT + 1) + GAP;
        float[] expected = untouched(points * point + 3);
        float[] v = expected.clone();
        new PlainTransform(transform.filter(), Lanes.COUNT)
                .input(d, 2, at, step, expected, 3, point, Lanes.COUNT + 1, vectors);
        transform.input(d, 2, at, step, v, 3, point, Lanes.COUNT + 1, vectors);
        assertThat(v).containsExactly(expected, within(2e-5f));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void shouldTransformProductsAsItsDefinition(Transform transform, int vectors) {
        int step = Lanes.COUNT + 2;
        int point = vectors * step + GAP;
        float[] m = RandomNumbers.of(transform.filter().points() * point + 4);
        int row = vectors * (Lanes.COUNT + 1) + 1;
        float[] expected = untouched(transform.filter().tile() * row + 1);
        float[] y = expected.clone();
        new PlainTransform(transform.filter(), Lanes.COUNT)
                .output(m, 4, point, step, expected, 1, row, Lanes.COUNT + 1, vectors);
        transform.output(m, 4, point, step, y, 1, row, Lanes.COUNT + 1, vectors);
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isCloseTo(expected[i], within(1e-6f * Math.max(100, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void shouldTransformGradientsAsItsDefinition(Transform transform, int vectors) {
        int tile = transform.filter().tile();
        int points = transform.filter().points();
        int step = Lanes.COUNT + 3;
        int[] at = new int[tile];
        Arrays.setAll(at, j -> (tile - 1 - j) * (vectors * step + 1));
        float[] y = RandomNumbers.of(tile * (vectors * step + 1) + 2);
        int point = vectors * (Lanes.COUNT + 1) + GAP;
        float[] expected = untouched(points * point + 3);
        float[] m = expected.clone();
        new PlainTransform(transform.filter(), Lanes.COUNT)
                .outputGradient(y, 2, at, step, expected, 3, point, Lanes.COUNT + 1, vectors);
        transform.outputGradient(y, 2, at, step, m, 3, point, Lanes.COUNT + 1, vectors);
        for (int i = 0; i < m.length; i++) {
            assertThat(m[i]).isCloseTo(expected[i], within(1e-6f * Math.max(100, Math.abs(expected[i]))));
        }
    }

    static List<MinimalFilter> filters() {
        return List.of(MinimalFilter.F43, MinimalFilter.F63, MinimalFilter.F73, MinimalFilter.F67);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void shouldFilter(MinimalFilter filter) {
        double[] d = new Random(1).doubles(filter.points()).toArray();
        double[] g = new Random(2).doubles(filter.taps()).toArray();
        for (int i = 0; i < filter.tile(); i++) {
            double sum = 0;
            for (int p = 0; p < filter.points(); p++) {
                sum += filter.outputs()[i][p] * dot(filter.weights()[p], g) * dot(filter.inputs()[p], d);
            }
            double defined = dot(g, Arrays.copyOfRange(d, i, i + filter.taps()));
            assertThat(sum).isCloseTo(defined, within(1e-9));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] untouched(int count) {
        float[] numbers = new float[count];
        Arrays.fill(numbers, UNTOUCHED);
        return numbers;
    }
}
