package io.actionstream.kernels.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelRowsTest {
    private static final int ONE_COLUMN = 1 << PixelRows.COLUMN_BITS;
    private static final int ONE_ROW = 1 << PixelRows.ROW_BITS;

    private final PixelRows vector = new VectorPixelRows();
    private final PixelRows plain = new PlainPixelRows();

    static PixelRows[] implementations() {
        return new PixelRows[] {new PlainPixelRows(), new VectorPixelRows()};
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 100, 224})
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int length) {
        Random random = new Random(length);
        int[] values = random.ints(5 * length, 0, 256).toArray();
        int[] left = random.ints(length, 0, length).toArray();
        int[] right = random.ints(length, 0, length).toArray();
        int[] weights = random.ints(length, 0, ONE_COLUMN + 1).toArray();
        int[][] rows = new int[2][length];
        int[][] columns = new int[2][length];
        int[][] rgb = new int[2][length];
        int i = 0;
        for (PixelRows rowsOf : new PixelRows[] {plain, vector}) {
            rowsOf.betweenRows(values, 0, length, 700, 3 * length, 4 * length, ONE_ROW, rows[i]);
            rowsOf.betweenColumns(rows[i], left, right, weights, columns[i]);
            rowsOf.toRgb(columns[i], rows[0], values, 16, rgb[i++]);
        }
        assertThat(rows[1]).isEqualTo(rows[0]);
        assertThat(columns[1]).isEqualTo(columns[0]);
        assertThat(rgb[1]).isEqualTo(rgb[0]);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void shouldInterpolateTwoRowsAtTheSameTime(PixelRows rows) {
        int[] values = {0, 255, 100, 200, 255, 0, 50, 60};
        int[] out = new int[2];

        rows.betweenRows(values, 0, 2, ONE_ROW / 4, 4, 6, ONE_ROW, out);

        assertThat(out).containsExactly(25 | 50 << 16, 241 | 60 << 16);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void shouldInterpolateColumnsOfBothRows(PixelRows rows) {
        int[] in = {255 | 255 << 16, 10 | 90 << 16, 30};
        int[] out = new int[3];

        rows.betweenColumns(
                in, new int[] {0, 1, 2}, new int[] {0, 2, 2}, new int[] {0, ONE_COLUMN / 2, ONE_COLUMN}, out);

        assertThat(out).containsExactly(65280 | 65280 << 16, 20 * 256 | 45 * 256 << 16, 30 * 256);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void shouldConvertByTheFormulaOfJfif(PixelRows rows) {
        int[] levels = {0, 1, 64, 127, 128, 129, 200, 254, 255};
        for (int y : levels) {
            for (int cb : levels) {
                for (int cr : levels) {
                    int[] rgb = new int[1];
                    rows.toRgb(inUpperRow(y), inUpperRow(cb), inUpperRow(cr), 16, rgb);
                    assertLevel(rgb[0] & 0xFF, y + 1.402 * (cr - 128));
                    assertLevel(rgb[0] >> 8 & 0xFF, y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128));
                    assertLevel(rgb[0] >> 16, y + 1.772 * (cb - 128));
                }
            }
        }
    }

    private static int[] inUpperRow(int level) {
        return new int[] {level * ONE_COLUMN << 16 | 12345};
    }

    private static void assertLevel(int level, double defined) {
        assertThat((double) level).isCloseTo(Math.min(Math.max(defined, 0), 255), within(0.51));
    }
}
