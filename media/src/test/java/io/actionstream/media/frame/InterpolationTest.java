package io.actionstream.media.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
    private static final int ONE = 256;

    @Test
    void shouldLeaveALineOfTheSameLengthAsItIs() {
        Interpolation same = whole(5, 5, 5);

        assertThat(same.before()).containsExactly(0, 1, 2, 3, 4);
        assertThat(same.weights()).containsOnly(0);
    }

    @Test
    void shouldPutPixelsBetweenThoseOfAShorterLine() {
        Interpolation twice = whole(2, 2, 4);

        // Centres at -0.25, 0.25, 0.75 and 1.25, of which the outer ones are beyond the line.
        assertThat(twice.before()).containsExactly(0, 0, 0, 1);
        assertThat(twice.after()).containsExactly(1, 1, 1, 1);
        assertThat(twice.weights()).containsExactly(0, 64, 192, 0);
    }

    @Test
    void shouldTakeTheMeanOfTwoWhenALineBecomesHalfAsLong() {
        Interpolation half = whole(8, 8, 4);

        assertThat(half.before()).containsExactly(0, 2, 4, 6);
        assertThat(half.after()).containsExactly(1, 3, 5, 7);
        assertThat(half.weights()).containsOnly(128);
    }

    @Test
    void shouldEndWithinTheLastPixel() {
        // 9 columns of an image are 5 of a plane with half as many, of which the last one stands for a half.
        Interpolation within = whole(5, 4.5, 9);

        assertThat(within.before()).containsExactly(0, 0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(within.weights()).containsExactly(0, 64, 192, 64, 192, 64, 192, 64, 192);
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 4, 1, 2", "100, 99.5, 31, 0, 31", "100, 100, 37, 36, 1", "65500, 65500, 8000000, 3999888, 224"})
    void shouldPlaceOnlyThePixelsThatAreWanted(int pixels, double length, int scaled, int from, int count) {
        Interpolation all = whole(pixels, length, scaled);

        Interpolation wanted = new Interpolation(pixels, length, scaled, from, count, ONE);

        assertThat(wanted.before()).isEqualTo(Arrays.copyOfRange(all.before(), from, from + count));
        assertThat(wanted.after()).isEqualTo(Arrays.copyOfRange(all.after(), from, from + count));
        assertThat(wanted.weights()).isEqualTo(Arrays.copyOfRange(all.weights(), from, from + count));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 1, 224",
        "1, 0.125, 7",
        "3, 2.3, 11",
        "100, 100, 1",
        "65500, 65500, 224",
        "241, 240.5, 224"
    })
    void shouldStayWithinTheLineAndBeLinear(int pixels, double length, int scaled) {
        Interpolation line = whole(pixels, length, scaled);

        for (int i = 0; i < scaled; i++) {
            assertThat(line.before()[i]).isBetween(0, pixels - 1);
            assertThat(line.after()[i]).isBetween(line.before()[i], Math.min(line.before()[i] + 1, pixels - 1));
            assertThat(line.weights()[i]).isBetween(0, ONE);
            double place = line.before()[i] + (double) line.weights()[i] / ONE;
            double defined = Math.min(Math.max((i + 0.5) * length / scaled - 0.5, 0), pixels - 1);
            assertThat(place).isEqualTo(defined, within(0.5 / ONE + 1e-9));
        }
    }

    private static Interpolation whole(int pixels, double length, int scaled) {
        return new Interpolation(pixels, length, scaled, 0, scaled, ONE);
    }
}
