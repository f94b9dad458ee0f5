package io.actionstream.kernels.dct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.VectorSupport;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InverseDctTest {
    private static final int UNTOUCHED = -1234;

    @Test
    void shouldRunWithVectors() {
        assertThat(VectorSupport.isAvailable()).isTrue();
        assertThat(InverseDct.fastest()).isInstanceOf(VectorInverseDct.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldBeTheTransformOfItsDefinition(int points) {
        Random random = new Random(points);
        int lanes = 16;
        int[] coefficients = random.ints(points * points * lanes, -120, 120).toArray();
        int[] pixels = transformed(new PlainInverseDct(), points, coefficients, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            for (int y = 0; y < points; y++) {
                for (int x = 0; x < points; x++) {
                    double defined = pixel(points, coefficients, lanes, lane, x, y);
                    assertThat((double) pixels[(y * points + x) * lanes + lane])
                            .isCloseTo(Math.min(Math.max(defined, 0), 255), within(0.6));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 24", "2, 8", "2, 56", "4, 8", "4, 40", "8, 8", "8, 16", "8, 72"})
    void shouldGiveTheSamePixelsWithVectorsAsInPlainLoops(int points, int lanes) {
        int[] coefficients =
                new Random(lanes).ints(points * points * lanes).toArray(); // any ints, so that numbers overflow
        assertThat(transformed(new VectorInverseDct(), points, coefficients, lanes))
                .isEqualTo(transformed(new PlainInverseDct(), points, coefficients, lanes));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldLeaveWhatIsAroundItsPixelsAlone(int points) {
        int lanes = 8;
        for (InverseDct dct : new InverseDct[] {new PlainInverseDct(), new VectorInverseDct()}) {
            int[] pixels = new int[points * lanes + 32];
            java.util.Arrays.fill(pixels, UNTOUCHED);
            dct.row(points, new int[points * lanes], 0, lanes, lanes, pixels, 16);
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = i >= 16 && i < 16 + points * lanes;
                assertThat(pixels[i]).isEqualTo(inside ? 128 : UNTOUCHED);
            }
        }
    }

    private static int[] transformed(InverseDct dct, int points, int[] coefficients, int lanes) {
        int[] rows = new int[coefficients.length];
        dct.columns(points, coefficients.clone(), points * lanes, rows);
        int[] pixels = new int[coefficients.length];
        for (int y = 0; y < points; y++) {
            int from = y * points * lanes;
            dct.row(points, rows, from, lanes, lanes, pixels, from);
        }
        return pixels;
    }

    /** The definition (ITU-T T.81, A.3.3), with cosines of a block of so many points. */
    private static double pixel(int points, int[] coefficients, int lanes, int lane, int x, int y) {
        double sum = 0;
        for (int v = 0; v < points; v++) {
            for (int u = 0; u < points; u++) {
                double factor = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1) / 4;
                sum += factor
                        * coefficients[(v * points + u) * lanes + lane]
                        * Math.cos((2 * x + 1) * u * Math.PI / (2 * points))
                        * Math.cos((2 * y + 1) * v * Math.PI / (2 * points));
            }
        }
        return sum + 128;
    }
}
