package io.actionstream.media.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.kernels.pixels.PixelRows;
import io.actionstream.media.image.Colours;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourConverterTest {
    private static final int FULL = 1 << PixelRows.COLUMN_BITS;
    private static final int STEP = 5; // a divisor of 255
    private static final int LEVELS = 255 / STEP + 1;

    @ParameterizedTest
    @ValueSource(ints = {0, 16})
    void shouldMakeRgbOfYcbcrByItsDefinition(int shift) {
        for (int y = 0; y <= 255; y += STEP) {
            for (int cb = 0; cb <= 255; cb += STEP) {
                int[][] rows = rows(shift, level -> level * STEP, constant(y), constant(cb), null);
                byte[] rgb = converted(Colours.YCBCR, rows, shift);
                for (int i = 0; i < LEVELS; i++) {
                    assertPixel(
                            rgb,
                            i,
                            defined(y, cb, i * STEP, 0),
                            defined(y, cb, i * STEP, 1),
                            defined(y, cb, i * STEP, 2),
                            0.52);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16})
    void shouldMultiplyColoursByTheInkThatIsMissing(int shift) {
        for (int first = 0; first <= 255; first += STEP) {
            for (int black = 0; black <= 255; black += STEP) {
                int[][] rows =
                        rows(shift, level -> level * STEP, constant(first), constant(255 - first), constant(black));
                byte[] rgb = converted(Colours.CMYK, rows, shift);
                for (int i = 0; i < LEVELS; i++) {
                    assertPixel(
                            rgb,
                            i,
                            first * black / 255.0,
                            (255 - first) * black / 255.0,
                            i * STEP * black / 255.0,
                            0.5);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16})
    void shouldTurnYcckOverBeforeItMultiplies(int shift) {
        for (int y = 0; y <= 255; y += 3 * STEP) {
            for (int cb = 0; cb <= 255; cb += 3 * STEP) {
                for (int black = 0; black <= 255; black += 3 * STEP) {
                    int[][] rows = rows(shift, level -> level * STEP, constant(y), constant(cb), constant(black));
                    byte[] rgb = converted(Colours.YCCK, rows, shift);
                    for (int i = 0; i < LEVELS; i++) {
                        assertPixel(
                                rgb,
                                i,
                                (255 - defined(y, cb, i * STEP, 0)) * black / 255,
                                (255 - defined(y, cb, i * STEP, 1)) * black / 255,
                                (255 - defined(y, cb, i * STEP, 2)) * black / 255,
                                1.02);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16})
    void shouldTakeRgbAndGreyAsTheyAre(int shift) {
        for (int red = 0; red <= 255; red += STEP) {
            int[][] rows = rows(shift, level -> level * STEP, constant(red), constant(255 - red), null);
            byte[] rgb = converted(Colours.RGB, rows, shift);
            byte[] grey = converted(Colours.GREY, new int[][] {rows[2]}, shift);
            for (int i = 0; i < LEVELS; i++) {
                assertPixel(rgb, i, red, 255 - red, i * STEP, 0);
                assertPixel(grey, i, i * STEP, i * STEP, i * STEP, 0);
            }
        }
    }

    @Test
    void shouldRoundValuesBetweenTwo() {
        int[] row = {127, 128, 129, FULL + 127, FULL + 128, 255 * FULL - 129, 255 * FULL - 128};

        byte[] grey = new byte[row.length * 3];
        new ColourConverter(PixelRows.fastest(), Colours.GREY, row.length).convert(new int[][] {row}, 0, grey, 0);

        for (int i = 0; i < row.length; i++) {
            assertThat(grey[3 * i] & 0xFF).isEqualTo(new int[] {0, 1, 1, 1, 2, 254, 255}[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void shouldWriteNothingBesideTheRow(int width) {
        byte[] target = new byte[20 + 3 * width];
        Arrays.fill(target, (byte) 7);
        int[] white = constant(255);
        int[] row = new int[width];
        Arrays.fill(row, white[0] * FULL);

        new ColourConverter(PixelRows.fastest(), Colours.GREY, width).convert(new int[][] {row}, 0, target, 10);

        for (int i = 0; i < target.length; i++) {
            assertThat(target[i]).isEqualTo((byte) (i >= 10 && i < 10 + 3 * width ? 255 : 7));
        }
    }

    /** BT.601 with full range (JFIF 1.02), limited but not rounded. */
    private static double defined(int y, int cb, int cr, int colour) {
        double value = switch (colour) {
            case 0 -> y + 1.402 * (cr - 128);
            case 1 -> y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128);
            default -> y + 1.772 * (cb - 128);
        };
        return Math.min(Math.max(value, 0), 255);
    }

    private static void assertPixel(byte[] rgb, int pixel, double red, double green, double blue, double tolerance) {
        double[] expected = {red, green, blue};
        for (int colour = 0; colour < 3; colour++) {
            int actual = rgb[3 * pixel + colour] & 0xFF;
            if (Math.abs(actual - expected[colour]) > tolerance) {
                throw new AssertionError("colour " + colour + " of pixel " + pixel + " is " + actual + ", not "
                        + Arrays.toString(expected));
            }
        }
    }

    private static byte[] converted(Colours colours, int[][] rows, int shift) {
        byte[] rgb = new byte[3 * LEVELS];
        new ColourConverter(PixelRows.fastest(), colours, LEVELS).convert(rows, shift, rgb, 0);
        return rgb;
    }

    private static int[] constant(int value) {
        int[] row = new int[LEVELS];
        Arrays.fill(row, value);
        return row;
    }

    /** Two constant rows, one with all levels, and perhaps another constant one; other values stand in the other half of the bits. */
    private static int[][] rows(
            int shift, java.util.function.IntUnaryOperator levels, int[] first, int[] second, int[] fourth) {
        int[] third = new int[LEVELS];
        Arrays.setAll(third, levels);
        int[][] rows = fourth == null ? new int[][] {first, second, third} : new int[][] {first, second, third, fourth};
        for (int[] row : rows) {
            for (int i = 0; i < LEVELS; i++) {
                row[i] = row[i] * FULL << shift | (255 - row[i]) * FULL << 16 - shift;
            }
        }
        return rows;
    }
}
